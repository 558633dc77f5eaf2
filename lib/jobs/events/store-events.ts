import { commitWithRetries } from '../../dynamodb/commit-with-retries.ts';
import { isBudgetSpent, type RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { ItemRef } from '../../dynamodb/item.ts';
import {
  eventIdRef,
  type FeedEvent,
  feedEventRef,
  feedHeadRef,
  isExpired,
  numberEvents,
  type UnnumberedEvent,
} from '../../dynamodb/items/feed.ts';
import { findReadItem, type ReadResult, readWithRetries } from '../../dynamodb/read-with-retries.ts';
import { backOff } from '../../dynamodb/retry-budget.ts';
import { splitIntoBatches } from '../split-into-batches.ts';

/** DynamoDB accepts 100 writes and 4 MB per transaction. An event has up to four writes. */
const transactionLimits = { entries: 24, bytes: 3_000_000 };

/** The feed could not be read or written now. A later attempt can succeed. */
class FeedUnavailable extends Error {
  override name = 'FeedUnavailable';
}

/**
 * Stores events of a tenant in its feed, in their order, and gives them numbers. An event that is stored already keeps its number and
 * its bytes, so that every attempt to publish it publishes the same.
 *
 * @throws FeedUnavailable, CorruptItemError
 */
export async function storeEvents(
  tenantId: string,
  events: UnnumberedEvent[],
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<FeedEvent[]> {
  const stored: FeedEvent[] = [];
  for (const batch of splitIntoBatches(events, transactionLimits, ({ json }) => Buffer.byteLength(json)))
    stored.push(...(await storeBatch(tenantId, batch, budget, dependencies)));
  return stored;
}

async function storeBatch(
  tenantId: string,
  events: UnnumberedEvent[],
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<FeedEvent[]> {
  for (let attempt = 1; ; attempt++) {
    const { head, stored } = await readFeed(tenantId, events, budget, dependencies);
    const missing = [...new Map(events.map(event => [event.eventId, event])).values()].filter(
      ({ eventId }) => !stored.has(eventId),
    );
    if (missing.length === 0) return events.flatMap(({ eventId }) => stored.get(eventId) ?? []);
    const numbered = numberEvents(tenantId, head, missing, dependencies.now());
    const transaction = { writes: numbered.writes, clientRequestToken: dependencies.newId() };
    const options = { hasIdempotencyKey: false, requestId: undefined };
    const commit = await commitWithRetries(transaction, options, budget, dependencies);
    if (commit.kind === 'committed') {
      for (const event of numbered.events) stored.set(event.eventId, event);
      return events.flatMap(({ eventId }) => stored.get(eventId) ?? []);
    }
    const isContention =
      commit.kind === 'refused' && (commit.refusedBy === 'condition' || commit.refusedBy === 'conflict');
    if (!isContention || isBudgetSpent(budget, dependencies.now()))
      throw new FeedUnavailable(`The events of ${tenantId} cannot be stored.`, { cause: commit.cause });
    // Another publisher has taken the next number. Its transaction takes a moment.
    await backOff(attempt, dependencies, budget);
  }
}

/** Reads the end of the feed, and those of the events that are stored already. */
async function readFeed(tenantId: string, events: UnnumberedEvent[], budget: RetryBudget, dependencies: Dependencies) {
  const idRefs = events.map(({ eventId }) => eventIdRef(tenantId, eventId));
  const read = await readItems([feedHeadRef(tenantId), ...idRefs], budget, dependencies);
  const pointers = idRefs
    .flatMap(ref => findReadItem(read, ref) ?? [])
    .filter(pointer => !isExpired(pointer, dependencies.now()));
  const eventRefs = pointers.map(({ number }) => feedEventRef(tenantId, number));
  const storedEvents = eventRefs.length === 0 ? undefined : await readItems(eventRefs, budget, dependencies);
  const stored = eventRefs.flatMap(ref => (storedEvents && findReadItem(storedEvents, ref)) ?? []);
  return {
    head: findReadItem(read, feedHeadRef(tenantId)),
    stored: new Map(stored.map(event => [event.eventId, event])),
  };
}

async function readItems(
  items: ItemRef<unknown>[],
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<ReadResult> {
  const read = await readWithRetries({ items, collections: [] }, budget, dependencies);
  if (read.kind === 'complete') return read;
  throw new FeedUnavailable('The table activity cannot be read.', { cause: read.cause });
}
