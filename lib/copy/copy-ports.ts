import { environmentWith } from '../environment.ts';
import { createSqsClient } from '../webhooks/sqs-queue.ts';
import type { CopyPorts } from './copy-texts.ts';
import { copyObserver } from './observe-copy.ts';
import { copyQueueUrl, sqsCopyQueue } from './sqs-copy-queue.ts';

/** What copying reaches out with in Lambda. @throws an Error that names a variable that is missing or wrong */
export const copyPorts = (): CopyPorts => ({
  ...environmentWith(copyObserver),
  queue: sqsCopyQueue(createSqsClient(), copyQueueUrl()),
});
