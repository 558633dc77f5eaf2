import { createRetryingClient } from '../../lib/dynamodb/client.ts';
import { readTableNames } from '../../lib/dynamodb/tables.ts';
import { createDeliveryLog } from '../../lib/jobs/webhooks/delivery-log.ts';
import { createHttpPost } from '../../lib/jobs/webhooks/post.ts';
import { createQueueHandler } from '../../lib/jobs/webhooks/queue-handler.ts';
import {
  createSqsClient,
  createSqsWebhookQueue,
  readWebhookQueueUrl,
} from '../../lib/jobs/webhooks/sqs-webhook-queue.ts';
import { createTelemetry } from '../../lib/observability/telemetry.ts';

const { logger, metrics } = createTelemetry();

export const handler = createQueueHandler({
  store: { client: createRetryingClient(), tables: readTableNames(process.env) },
  queue: createSqsWebhookQueue(createSqsClient(), readWebhookQueueUrl(process.env), Date.now),
  post: createHttpPost({ policy: { allowLoopback: false } }),
  now: Date.now,
  random: Math.random,
  log: createDeliveryLog(logger, metrics),
});
