import type { RetryBudget } from '../../dynamodb/database.ts';
import type { FeedEvent, UnnumberedEvent } from '../../dynamodb/items/feed.ts';
import type { StreamRecord } from '../../dynamodb/stream-record.ts';
import { queueDeliveries } from '../webhooks/queue-deliveries.ts';
import { BatchProgress, type BatchResult } from './batch-progress.ts';
import { type DerivedRecord, deriveBatch } from './derive-batch.ts';
import { publishInOrder } from './publish-in-order.ts';
import { EventRejected, toBusEntry, toUnnumberedEvent } from './published-event.ts';
import { storeEvents } from './store-events.ts';
import type { PublishDependencies } from './stream-handler.ts';

/** An event of a record of the batch. */
interface BatchEvent<E> {
  recordIndex: number;
  tenantId: string;
  event: E;
}

/**
 * Publishes the events of records up to the first failure: stores them in the feeds of their tenants, queues their webhook deliveries
 * and puts them on the bus. Every step can be repeated without a second effect, so an attempt after a crash begins again.
 *
 * @param queuedEventIds - the events whose deliveries an earlier attempt of the same invocation has queued
 */
export async function publishBatch(
  records: StreamRecord[],
  budget: RetryBudget,
  dependencies: PublishDependencies,
  queuedEventIds: Set<string>,
): Promise<BatchResult> {
  const progress = new BatchProgress(records, dependencies);
  const derivedRecords = await deriveBatch(records, budget, dependencies);
  const events = await listEvents(derivedRecords, progress);
  const storedEvents = await storeByTenant(progress.keepUnblocked(events), budget, progress, dependencies);
  const publishable = progress.keepUnblocked(storedEvents);
  try {
    const unqueued = publishable.filter(({ event }) => !queuedEventIds.has(event.eventId));
    await queueDeliveries(unqueued, budget, dependencies);
    for (const { event } of unqueued) queuedEventIds.add(event.eventId);
  } catch (cause) {
    progress.stopBefore(0, cause);
    return progress.toResult(0);
  }
  return progress.toResult(await putOnBus(publishable, budget, progress, dependencies));
}

async function listEvents(
  derivedRecords: DerivedRecord[],
  progress: BatchProgress,
): Promise<BatchEvent<UnnumberedEvent>[]> {
  const events: BatchEvent<UnnumberedEvent>[] = [];
  for (const [recordIndex, derived] of derivedRecords.entries()) {
    try {
      if ('cause' in derived) throw derived.cause;
      events.push(
        ...derived.events.map(event => ({
          recordIndex,
          tenantId: event.tenantId,
          event: toUnnumberedEvent(event, derived.idempotencyKey),
        })),
      );
    } catch (cause) {
      await progress.fail(recordIndex, cause);
    }
  }
  return events;
}

/** Stores the events of each tenant in its feed. Events of tenants whose feed is unavailable are left out. */
async function storeByTenant(
  events: BatchEvent<UnnumberedEvent>[],
  budget: RetryBudget,
  progress: BatchProgress,
  dependencies: PublishDependencies,
): Promise<BatchEvent<FeedEvent>[]> {
  const tenantIds = [...new Set(events.map(({ tenantId }) => tenantId))];
  const feeds = tenantIds.map(async (tenantId): Promise<BatchEvent<FeedEvent>[]> => {
    const ofTenant = events.filter(event => event.tenantId === tenantId);
    try {
      const unnumbered = ofTenant.map(({ event }) => event);
      const stored = await storeEvents(tenantId, unnumbered, budget, dependencies);
      const byId = new Map(stored.map(event => [event.eventId, event]));
      return ofTenant.flatMap(({ recordIndex, event: { eventId } }) => {
        const event = byId.get(eventId);
        return event ? [{ recordIndex, tenantId, event }] : [];
      });
    } catch (cause) {
      await progress.fail(ofTenant[0]?.recordIndex ?? 0, cause);
      return [];
    }
  });
  return (await Promise.all(feeds)).flat().sort((a, b) => a.recordIndex - b.recordIndex);
}

/** @returns the number of events that the bus accepted */
async function putOnBus(
  events: BatchEvent<FeedEvent>[],
  budget: RetryBudget,
  progress: BatchProgress,
  dependencies: PublishDependencies,
): Promise<number> {
  const entries = events.map(({ tenantId, event }) => toBusEntry(tenantId, event));
  const { finishedCount, rejected, cause } = await publishInOrder(entries, dependencies.bus, budget, dependencies);
  const unfinished = events[finishedCount];
  if (unfinished) progress.stopBefore(unfinished.recordIndex, cause);
  for (const [index, reason] of rejected)
    await progress.fail(events[index]?.recordIndex ?? 0, new EventRejected(reason));
  return finishedCount - rejected.size;
}
