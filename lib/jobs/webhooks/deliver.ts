import type { TableAccess } from '../../dynamodb/table-access.ts';
import { toDeadLetter } from './dead-letter.ts';
import type { WebhookDelivery } from './delivery.ts';
import type { DeliveryLog } from './delivery-log.ts';
import type { PostMessage, PostResult } from './post.ts';
import { computeRetryDelay } from './retry-schedule.ts';
import { buildSignedHeaders } from './signature.ts';
import type { WebhookQueue } from './webhook-queue.ts';
import { listWebhookEndpoints, putDeadLetter } from './webhook-repository.ts';

/** What delivering reaches out with. */
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

/** Queues count in seconds. */
const earlyToleranceMs = 1000;

/**
 * Tries to deliver what came from the queue. When this returns, it was taken, is queued again or is a dead letter, so that the message that
 * held it can go.
 */
export async function deliverWebhook(delivery: WebhookDelivery, dependencies: DeliveryDependencies): Promise<void> {
  const { store, queue, post, now, random, log } = dependencies;
  const startedAt = now();
  if (delivery.dueAt - startedAt >= earlyToleranceMs) return queue.send([delivery]);
  const endpoint = (await listWebhookEndpoints(store, delivery.tenantId)).find(
    ({ endpointId }) => endpointId === delivery.endpointId,
  );
  // It was removed, and all that was on its way to it.
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

/** Any status of the 200s, and nothing else: a redirect is not followed, and is no yes. */
export const isDelivered = (result: PostResult): boolean =>
  'status' in result && result.status >= 200 && result.status < 300;

/** Without what the receiver said besides. */
const toFailureReason = (result: PostResult): string => ('status' in result ? `status ${result.status}` : result.error);
