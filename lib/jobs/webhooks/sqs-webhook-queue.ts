import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs';
import { toMessageJson } from '../../contract/json.ts';
import type { WebhookDelivery } from './delivery.ts';
import type { WebhookQueue } from './webhook-queue.ts';

/** The variable that tells a function the queue's address. */
export const webhookQueueUrlVariable = 'WEBHOOK_QUEUE_URL';

/** SQS holds a message back no longer than this: one that is due later comes early, and goes round again. */
const maxDelaySeconds = 900;
const maxBatchEntries = 10;
/** SQS takes 1 MiB in one call; the rest is for what stands around the messages. */
const maxBatchBytes = 1_000_000;

/** {@link WebhookQueue} over a standard queue of SQS. */
export const createSqsWebhookQueue = (client: SQSClient, url: string, now: () => number): WebhookQueue => ({
  async send(deliveries) {
    for (const Entries of splitIntoBatches(deliveries.map(delivery => toQueueEntry(delivery, now())))) {
      const { Failed = [] } = await client.send(new SendMessageBatchCommand({ QueueUrl: url, Entries }));
      const [failed] = Failed;
      if (failed) throw new Error(`SQS did not take ${Failed.length} of ${Entries.length} messages: ${failed.Code}.`);
    }
  },
});

export const createSqsClient = (): SQSClient =>
  new SQSClient({
    maxAttempts: 3,
    requestHandler: { requestTimeout: 3000, connectionTimeout: 1000, throwOnRequestTimeout: true },
  });

/** For how long SQS is to hold a delivery back. */
export const computeDelaySeconds = ({ dueAt }: WebhookDelivery, nowMs: number): number =>
  Math.min(maxDelaySeconds, Math.max(0, Math.ceil((dueAt - nowMs) / 1000)));

interface QueueEntry {
  MessageBody: string;
  DelaySeconds: number;
  MessageGroupId: string;
}

const toQueueEntry = (delivery: WebhookDelivery, nowMs: number): QueueEntry => ({
  MessageBody: toMessageJson(delivery),
  DelaySeconds: computeDelaySeconds(delivery, nowMs),
  // On a standard queue it keeps no order: it makes the queue fair, so that a tenant with very many messages delays its own.
  MessageGroupId: delivery.tenantId,
});

/** In calls of what one call takes. */
function splitIntoBatches(entries: QueueEntry[]): SendMessageBatchRequestEntry[][] {
  const result: SendMessageBatchRequestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.MessageBody);
    const lastBatch = result.at(-1);
    if (lastBatch && lastBatch.length < maxBatchEntries && bytes + size <= maxBatchBytes) {
      lastBatch.push({ Id: String(lastBatch.length), ...entry });
      bytes += size;
    } else {
      result.push([{ Id: '0', ...entry }]);
      bytes = size;
    }
  }
  return result;
}
