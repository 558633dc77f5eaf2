import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics } from '@aws-lambda-powertools/metrics';
import { defaultServiceName, metricNamespace } from '../middleware/metric.ts';
import { createSdkClient } from '../store/sdk-client.ts';
import { tableNamesFrom } from '../store/table.ts';
import type { DeliveryPorts } from './attempt.ts';
import { webhookObserver } from './observe-webhooks.ts';
import { createPost } from './post.ts';
import { createSqsClient, queueVariable, sqsQueue } from './sqs-queue.ts';

/** What delivering reaches out with in Lambda. @throws an Error that names a variable that is missing or wrong */
export function deliveryPorts(environment = process.env): DeliveryPorts {
  const url = environment[queueVariable];
  if (url === undefined || !URL.canParse(url)) {
    throw new Error(`The environment variable ${queueVariable} must hold the URL of the queue of webhooks.`);
  }
  const service = { serviceName: environment.POWERTOOLS_SERVICE_NAME || defaultServiceName };
  return {
    store: { client: createSdkClient({ maxAttempts: 3 }), tables: tableNamesFrom(environment) },
    queue: sqsQueue(createSqsClient(), url, Date.now),
    post: createPost({ rules: { loopback: false } }),
    now: Date.now,
    random: Math.random,
    observe: webhookObserver(new Logger(service), new Metrics({ ...service, namespace: metricNamespace })),
  };
}
