import { copyPorts } from '../../lib/copy/copy-ports.ts';
import { copyTexts } from '../../lib/copy/copy-texts.ts';
import type { QueueBatch, TimeLeft } from '../../lib/lambda.ts';

const ports = copyPorts();

export const handler = (batch: QueueBatch, context: TimeLeft) => copyTexts(batch, context, ports);
