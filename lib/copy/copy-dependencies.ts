import { createDependencies } from '../dynamodb/create-dependencies.ts';
import { createSqsClient } from '../jobs/webhooks/sqs-webhook-queue.ts';
import { createTelemetry } from '../observability/telemetry.ts';
import type { CopyPorts } from './copy-texts.ts';
import { copyObserver } from './observe-copy.ts';
import { copyQueueUrl, sqsCopyQueue } from './sqs-copy-queue.ts';

/** What copying reaches out with in Lambda. @throws an Error that names a variable that is missing or wrong */
export const copyPorts = (): CopyPorts => {
  const { logger, metrics } = createTelemetry();
  return {
    ...createDependencies(),
    observe: copyObserver(logger, metrics),
    queue: sqsCopyQueue(createSqsClient(), copyQueueUrl()),
  };
};
