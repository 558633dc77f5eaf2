import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { toMessageJson } from '../../contract/json.ts';
import { splitIntoBatches } from '../split-into-batches.ts';
import type { WebhookDelivery } from './delivery.ts';
import type { WebhookQueue } from './webhook-queue.ts';

const webhookQueueUrlVariable = 'WEBHOOK_QUEUE_URL';

/** @throws an Error that names the variable that is missing or wrong */
export function readWebhookQueueUrl(environment: NodeJS.ProcessEnv): string {
  const url = environment[webhookQueueUrlVariable];
  if (url && URL.canParse(url)) return url;
  throw new Error(`The environment variable ${webhookQueueUrlVariable} must hold the URL of the webhook queue.`);
}

/** The longest delay of SQS. A message that is due later arrives early and is queued again. */
const maxDelaySeconds = 900;
/** SQS accepts 1 MiB per call. The difference is for the JSON around the messages. */
const sendBatchLimits = { entries: 10, bytes: 1_000_000 };

/** Creates a {@link WebhookQueue} that uses a standard SQS queue. */
export const createSqsWebhookQueue = (client: SQSClient, url: string, now: () => number): WebhookQueue => ({
  async send(deliveries) {
    const messages = deliveries.map(delivery => toQueueMessage(delivery, now()));
    for (const batch of splitIntoBatches(messages, sendBatchLimits, measureMessageBytes)) {
      const Entries = batch.map((message, index) => ({ Id: String(index), ...message }));
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      const [failed] = Failed;
      if (failed) throw new Error(`SQS did not accept ${Failed.length} of ${Entries.length} messages: ${failed.Code}.`);
    }
  },
});

export const createSqsClient = (): SQSClient =>
  new SQSClient({
    maxAttempts: 3,
    requestHandler: { requestTimeout: 3000, connectionTimeout: 1000, throwOnRequestTimeout: true },
  });

/** Computes the delay of a delivery in the queue. */
export const computeDelaySeconds = ({ dueAt }: WebhookDelivery, nowMs: number): number =>
  Math.min(maxDelaySeconds, Math.max(0, Math.ceil((dueAt - nowMs) / 1000)));

interface QueueMessage {
  MessageBody: string;
  DelaySeconds: number;
  MessageGroupId: string;
}

const toQueueMessage = (delivery: WebhookDelivery, nowMs: number): QueueMessage => ({
  MessageBody: toMessageJson(delivery),
  DelaySeconds: computeDelaySeconds(delivery, nowMs),
  // On a standard queue, the group does not order messages. It makes the queue fair: a tenant with very many messages delays only its own.
  MessageGroupId: delivery.tenantId,
});

const measureMessageBytes = ({ MessageBody }: QueueMessage): number => Buffer.byteLength(MessageBody);
