import { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { splitIntoBatches } from '../split-into-batches.ts';
import type { DeliveryMessage } from './delivery-message.ts';
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

/** The number of attempts to send the messages that SQS did not accept. */
const maxSendAttempts = 3;

/** Creates a {@link WebhookQueue} that uses a standard SQS queue. Messages that SQS accepted are not sent again with those that it did not. */
export const createSqsWebhookQueue = (client: SQSClient, url: string, now: () => number): WebhookQueue => ({
  async send(messages) {
    const entries = messages.map((message, index) => ({ Id: String(index), ...toQueueMessage(message, now()) }));
    for (const batch of splitIntoBatches(entries, sendBatchLimits, measureMessageBytes)) {
      let remaining = batch;
      for (let attempt = 1; remaining.length > 0; attempt++) {
        const command = new SendMessageBatchCommand({ QueueUrl: url, Entries: remaining });
        const { Failed = [] } = await client.send(command);
        const failedIds = new Set(Failed.map(({ Id }) => Id));
        remaining = remaining.filter(({ Id }) => failedIds.has(Id));
        if (remaining.length > 0 && attempt === maxSendAttempts)
          throw new Error(`SQS did not accept ${remaining.length} of ${batch.length} messages: ${Failed[0]?.Code}.`);
      }
    }
  },
});

export const createSqsClient = (): SQSClient =>
  new SQSClient({
    maxAttempts: 3,
    requestHandler: { requestTimeout: 3000, connectionTimeout: 1000, throwOnRequestTimeout: true },
  });

/** Computes the delay of a delivery in the queue. */
export const computeDelaySeconds = ({ dueAt, wakeAt = dueAt }: DeliveryMessage, nowMs: number): number =>
  Math.min(maxDelaySeconds, Math.max(0, Math.ceil((wakeAt - nowMs) / 1000)));

interface QueueMessage {
  MessageBody: string;
  DelaySeconds: number;
  MessageGroupId: string;
}

const toQueueMessage = (delivery: DeliveryMessage, nowMs: number): QueueMessage => ({
  MessageBody: JSON.stringify(delivery),
  DelaySeconds: computeDelaySeconds(delivery, nowMs),
  // On a standard queue, the group does not order messages. It makes the queue fair: an endpoint with very many messages delays only its own.
  MessageGroupId: delivery.endpointId,
});

const measureMessageBytes = ({ MessageBody }: QueueMessage): number => Buffer.byteLength(MessageBody);
