import { SendMessageBatchCommand, type SendMessageBatchRequestEntry, SQSClient } from '@aws-sdk/client-sqs';
import { messageJson } from '../json.ts';
import type { Delivery } from './delivery.ts';
import type { WebhookQueue } from './webhook-queue.ts';

/** The variable that tells a function the queue's address. */
export const queueVariable = 'WEBHOOK_QUEUE_URL';

/** SQS holds a message back no longer than this: one that is due later comes early, and goes round again. */
const longestDelaySeconds = 900;
const mostEntries = 10;
/** SQS takes 1 MiB in one call; the rest is for what stands around the messages. */
const mostBytes = 1_000_000;

/** {@link WebhookQueue} over a standard queue of SQS. */
export const sqsQueue = (client: SQSClient, url: string, now: () => number): WebhookQueue => ({
  async send(deliveries) {
    for (const Entries of batches(deliveries.map(delivery => entryOf(delivery, now())))) {
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
export const delaySeconds = ({ dueAt }: Delivery, nowMs: number): number =>
  Math.min(longestDelaySeconds, Math.max(0, Math.ceil((dueAt - nowMs) / 1000)));

interface Entry {
  MessageBody: string;
  DelaySeconds: number;
  MessageGroupId: string;
}

const entryOf = (delivery: Delivery, nowMs: number): Entry => ({
  MessageBody: messageJson(delivery),
  DelaySeconds: delaySeconds(delivery, nowMs),
  // On a standard queue it keeps no order: it makes the queue fair, so that a tenant with very many messages delays its own.
  MessageGroupId: delivery.tenantId,
});

/** In calls of what one call takes. */
function batches(entries: Entry[]): SendMessageBatchRequestEntry[][] {
  const calls: SendMessageBatchRequestEntry[][] = [];
  let bytes = 0;
  for (const entry of entries) {
    const size = Buffer.byteLength(entry.MessageBody);
    const last = calls.at(-1);
    if (last && last.length < mostEntries && bytes + size <= mostBytes) {
      last.push({ Id: String(last.length), ...entry });
      bytes += size;
    } else {
      calls.push([{ Id: '0', ...entry }]);
      bytes = size;
    }
  }
  return calls;
}
