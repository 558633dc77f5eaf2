import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { FeedEvent } from '../../dynamodb/items/feed.ts';
import { findReadCollection, readWithRetries } from '../../dynamodb/read-with-retries.ts';
import { createFirstMessages } from './delivery-message.ts';
import { webhookEndpointsRef } from './webhook-endpoint.ts';
import type { WebhookQueue } from './webhook-queue.ts';

/** Queues a delivery of each event to each endpoint of its tenant that accepts it. Throws if not all are queued. */
export async function queueDeliveries(
  events: { tenantId: string; event: FeedEvent }[],
  budget: RetryBudget,
  { queue, ...dependencies }: Dependencies & { queue: WebhookQueue },
): Promise<void> {
  if (events.length === 0) return;
  const tenantIds = [...new Set(events.map(({ tenantId }) => tenantId))];
  const collections = tenantIds.map(webhookEndpointsRef);
  const read = await readWithRetries({ items: [], collections }, budget, dependencies);
  if (read.kind !== 'complete') throw read.cause;
  const endpoints = new Map(
    tenantIds.map(tenantId => [tenantId, findReadCollection(read, webhookEndpointsRef(tenantId))]),
  );
  const messages = events.flatMap(({ tenantId, event }) =>
    createFirstMessages(tenantId, event, endpoints.get(tenantId) ?? [], dependencies.now()),
  );
  if (messages.length > 0) await queue.send(messages);
}
