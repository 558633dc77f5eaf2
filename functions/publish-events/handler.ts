import { createDependencies } from '../../lib/dynamodb/create-dependencies.ts';
import { createEventBridgeBus, createEventBridgeClient, readEventBusName } from '../../lib/jobs/events/event-bridge.ts';
import { eventSource } from '../../lib/jobs/events/event-bus.ts';
import { createFailureBucket, readFailureBucket } from '../../lib/jobs/events/failure-store.ts';
import { createPublishLog } from '../../lib/jobs/events/publish-log.ts';
import { createStreamHandler } from '../../lib/jobs/events/stream-handler.ts';
import {
  createSqsClient,
  createSqsWebhookQueue,
  readWebhookQueueUrl,
} from '../../lib/jobs/webhooks/sqs-webhook-queue.ts';
import { createTelemetry, observeInvocations } from '../../lib/observability/telemetry.ts';

const { logger, metrics, startInvocation } = createTelemetry();

export const handler = observeInvocations(
  startInvocation,
  createStreamHandler({
    ...createDependencies(),
    bus: createEventBridgeBus(createEventBridgeClient(), readEventBusName(process.env), eventSource),
    queue: createSqsWebhookQueue(createSqsClient(), readWebhookQueueUrl(process.env), Date.now),
    failures: createFailureBucket(readFailureBucket(process.env), Date.now),
    log: createPublishLog(logger, metrics),
  }),
);
