import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { createDynamoDBClient } from '../../dynamodb/sdk-client.ts';
import { readTableNames } from '../../dynamodb/tables.ts';
import { defaultServiceName, metricNamespace } from '../../observability/metrics.ts';
import type { DeliveryDependencies } from './deliver.ts';
import { createDeliveryLog } from './delivery-log.ts';
import { createHttpPost } from './post.ts';
import { createSqsClient, createSqsWebhookQueue, webhookQueueUrlVariable } from './sqs-webhook-queue.ts';

/** What delivering reaches out with in Lambda. @throws an Error that names a variable that is missing or wrong */
export function createDeliveryDependencies(environment = process.env): DeliveryDependencies {
  const url = environment[webhookQueueUrlVariable];
  if (url === undefined || !URL.canParse(url)) {
    throw new Error(`The environment variable ${webhookQueueUrlVariable} must hold the URL of the queue of webhooks.`);
  }
  const service = { serviceName: environment.POWERTOOLS_SERVICE_NAME || defaultServiceName };
  return {
    store: { client: createDynamoDBClient({ maxAttempts: 3 }), tables: readTableNames(environment) },
    queue: createSqsWebhookQueue(createSqsClient(), url, Date.now),
    post: createHttpPost({ policy: { allowLoopback: false } }),
    now: Date.now,
    random: Math.random,
    log: createDeliveryLog(new Logger(service), new Metrics({ ...service, namespace: metricNamespace })),
  };
}
