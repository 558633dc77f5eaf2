import { copyPorts } from '../../lib/copy/copy-ports.ts';
import { type CopyBatch, copyTexts, type TimeLeft } from '../../lib/copy/copy-texts.ts';

const ports = copyPorts();

export const handler = (batch: CopyBatch, context: TimeLeft) => copyTexts(batch, context, ports);
