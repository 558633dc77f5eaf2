import type { QueueBatchEvent } from '../../lib/jobs/lambda-types.ts';
import { createDeliveryDependencies } from '../../lib/jobs/webhooks/delivery-dependencies.ts';
import { handleQueueBatch } from '../../lib/jobs/webhooks/queue-handler.ts';

const dependencies = createDeliveryDependencies();

export const handler = (batch: QueueBatchEvent) => handleQueueBatch(batch, dependencies);
