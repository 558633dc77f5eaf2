import { publishChanges, type StreamBatch, type TimeLeft } from '../../lib/events/publish-changes.ts';
import { publishPorts } from '../../lib/events/publish-ports.ts';

const ports = publishPorts();

export const handler = (batch: StreamBatch, context: TimeLeft) => publishChanges(batch, context, ports);
