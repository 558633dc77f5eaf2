import { deadLetterOf } from './dead-letter.ts';
import type { Delivery } from './delivery.ts';
import type { ObserveWebhooks } from './observe-webhooks.ts';
import type { Post, PostOutcome } from './post.ts';
import { waitAfter } from './retry.ts';
import { signedHeaders } from './sign.ts';
import type { WebhookQueue } from './webhook-queue.ts';
import { listEndpoints, putDeadLetter, type WebhookStore } from './webhook-store.ts';

/** What delivering reaches out with. */
export interface DeliveryPorts {
  store: WebhookStore;
  queue: WebhookQueue;
  post: Post;
  /** Epoch milliseconds. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  observe: ObserveWebhooks;
}

/** Queues count in seconds. */
const earlyMs = 1000;

/**
 * Tries to deliver what came from the queue. When this returns, it was taken, is queued again or is a dead letter, so that the message that
 * held it can go.
 */
export async function attempt(delivery: Delivery, ports: DeliveryPorts): Promise<void> {
  const { store, queue, post, now, random, observe } = ports;
  const startedAt = now();
  if (delivery.dueAt - startedAt >= earlyMs) return queue.send([delivery]);
  const endpoint = (await listEndpoints(store, delivery.tenantId)).find(
    ({ endpointId }) => endpointId === delivery.endpointId,
  );
  // It was removed, and all that was on its way to it.
  if (!endpoint) return;

  const answer = await post(endpoint.url, signedHeaders(endpoint, delivery, startedAt), delivery.payload);
  const endedAt = now();
  const made = { ...delivery, attempts: delivery.attempts + 1, firstAt: delivery.firstAt ?? startedAt };
  const report = { answer, ms: endedAt - startedAt };
  if (isTaken(answer)) return observe.attempt(made, { ...report, outcome: 'delivered' });

  const wait = waitAfter(made, endedAt, random());
  if (wait === 'dead') await putDeadLetter(store, deadLetterOf(made, reasonOf(answer), endedAt));
  else await queue.send([{ ...made, dueAt: endedAt + wait }]);
  observe.attempt(made, { ...report, outcome: wait === 'dead' ? 'dead' : 'failed' });
}

/** Any status of the 200s, and nothing else: a redirect is not followed, and is no yes. */
export const isTaken = (answer: PostOutcome): boolean =>
  'status' in answer && answer.status >= 200 && answer.status < 300;

/** Without what the receiver said besides. */
const reasonOf = (answer: PostOutcome): string => ('status' in answer ? `status ${answer.status}` : answer.error);
