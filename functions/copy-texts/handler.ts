import { copyPorts } from '../../lib/copy/copy-dependencies.ts';
import { copyTexts } from '../../lib/copy/copy-texts.ts';
import type { QueueBatchEvent, RemainingTimeContext } from '../../lib/jobs/lambda-types.ts';

const dependencies = copyPorts();

export const handler = (batch: QueueBatchEvent, context: RemainingTimeContext) =>
  copyTexts(batch, context, dependencies);
