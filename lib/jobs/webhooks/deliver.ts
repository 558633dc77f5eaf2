import type { TableAccess } from '../../dynamodb/table-access.ts';
import { toDeadLetter } from './dead-letter.ts';
import type { WebhookDelivery } from './delivery.ts';
import type { DeliveryLog } from './delivery-log.ts';
import type { PostMessage, PostResult } from './post.ts';
import { computeRetryDelay } from './retry-schedule.ts';
import { buildSignedHeaders } from './signature.ts';
import type { WebhookQueue } from './webhook-queue.ts';
import { listWebhookEndpoints, putDeadLetter } from './webhook-repository.ts';

/** The dependencies of webhook deliveries. */
export interface DeliveryDependencies {
  store: TableAccess;
  queue: WebhookQueue;
  post: PostMessage;
  /** Epoch milliseconds. */
  now(): number;
  /** In [0, 1). */
  random(): number;
  log: DeliveryLog;
}

/** Queues delay messages by whole seconds, so a message can arrive slightly early. */
const earlyToleranceMs = 1000;

/**
 * Attempts a delivery from the queue. When this returns, the endpoint has accepted the event, or the event is queued again or is a dead
 * letter, so the original message can be deleted.
 */
export async function deliverWebhook(delivery: WebhookDelivery, dependencies: DeliveryDependencies): Promise<void> {
  const { store, queue, post, now, random, log } = dependencies;
  const startedAt = now();
  if (delivery.dueAt - startedAt >= earlyToleranceMs) return queue.send([delivery]);
  const endpoint = (await listWebhookEndpoints(store, delivery.tenantId)).find(
    ({ endpointId }) => endpointId === delivery.endpointId,
  );
  // The endpoint was removed, so its pending deliveries are dropped.
  if (!endpoint) return;

  const result = await post(endpoint.url, buildSignedHeaders(endpoint, delivery, startedAt), delivery.payload);
  const endedAt = now();
  const attempted = { ...delivery, attempts: delivery.attempts + 1, firstAt: delivery.firstAt ?? startedAt };
  const report = { result, durationMs: endedAt - startedAt };
  if (isDelivered(result)) return log.attempted(attempted, { ...report, outcome: 'delivered' });

  const retryDelay = computeRetryDelay(attempted, endedAt, random());
  if (retryDelay === 'dead') await putDeadLetter(store, toDeadLetter(attempted, toFailureReason(result), endedAt));
  else await queue.send([{ ...attempted, dueAt: endedAt + retryDelay }]);
  log.attempted(attempted, { ...report, outcome: retryDelay === 'dead' ? 'dead' : 'failed' });
}

/** Returns true for any 2xx status. A redirect is not followed and counts as a failure. */
export const isDelivered = (result: PostResult): boolean =>
  'status' in result && result.status >= 200 && result.status < 300;

/** Describes a failure without the body of the response. */
const toFailureReason = (result: PostResult): string => ('status' in result ? `status ${result.status}` : result.error);
