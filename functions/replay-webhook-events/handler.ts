import { createHandler } from '../../lib/http/create-handler.ts';
import { getEnvironment } from '../../lib/http/environment.ts';
import {
  createSqsClient,
  createSqsWebhookQueue,
  readWebhookQueueUrl,
} from '../../lib/jobs/webhooks/sqs-webhook-queue.ts';
import { createWebhookEffects, deployedPolicy } from '../../lib/jobs/webhooks/webhook-effects.ts';
import { endpoint } from './endpoint.ts';
import { replayWebhookEvents } from './operation.ts';

const environment = getEnvironment();
// The local server has set its own.
environment.effects ??= createWebhookEffects({
  policy: deployedPolicy,
  openQueue: async () => createSqsWebhookQueue(createSqsClient(), readWebhookQueueUrl(process.env), Date.now),
});
export const handler = createHandler(endpoint, replayWebhookEvents, environment);
