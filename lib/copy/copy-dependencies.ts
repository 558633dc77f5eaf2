import { createEnvironment } from '../http/environment.ts';
import { createSqsClient } from '../jobs/webhooks/sqs-webhook-queue.ts';
import type { CopyPorts } from './copy-texts.ts';
import { copyObserver } from './observe-copy.ts';
import { copyQueueUrl, sqsCopyQueue } from './sqs-copy-queue.ts';

/** What copying reaches out with in Lambda. @throws an Error that names a variable that is missing or wrong */
export const copyPorts = (): CopyPorts => ({
  ...createEnvironment(copyObserver),
  queue: sqsCopyQueue(createSqsClient(), copyQueueUrl()),
});
