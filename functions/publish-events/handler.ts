import { publishChanges, type StreamBatch } from '../../lib/events/publish-changes.ts';
import { publishPorts } from '../../lib/events/publish-ports.ts';
import type { TimeLeft } from '../../lib/lambda.ts';

const ports = publishPorts();

export const handler = (batch: StreamBatch, context: TimeLeft) => publishChanges(batch, context, ports);
