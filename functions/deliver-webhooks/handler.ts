import { createDependencies } from '../../lib/dynamodb/create-dependencies.ts';
import { createEventBridgeBus, createEventBridgeClient, readEventBusName } from '../../lib/jobs/events/event-bridge.ts';
import { createDeliveryLog } from '../../lib/jobs/webhooks/delivery-log.ts';
import { createOperatorEvents, operatorEventSource } from '../../lib/jobs/webhooks/operator-events.ts';
import { createHttpPost } from '../../lib/jobs/webhooks/post.ts';
import { createQueueHandler } from '../../lib/jobs/webhooks/queue-handler.ts';
import {
  createSqsClient,
  createSqsWebhookQueue,
  readWebhookQueueUrl,
} from '../../lib/jobs/webhooks/sqs-webhook-queue.ts';
import { createTelemetry, observeInvocations } from '../../lib/observability/telemetry.ts';

const { logger, metrics, startInvocation } = createTelemetry();
const bus = createEventBridgeBus(createEventBridgeClient(), readEventBusName(process.env), operatorEventSource);

export const handler = observeInvocations(
  startInvocation,
  createQueueHandler({
    ...createDependencies(),
    queue: createSqsWebhookQueue(createSqsClient(), readWebhookQueueUrl(process.env), Date.now),
    post: createHttpPost({ policy: { allowLoopback: false } }),
    operatorEvents: createOperatorEvents(bus),
    log: createDeliveryLog(logger, metrics),
  }),
);
