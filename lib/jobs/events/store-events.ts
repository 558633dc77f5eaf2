import { commitWithRetries } from '../../dynamodb/commit-with-retries.ts';
import { isBudgetSpent, type RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { ItemRef } from '../../dynamodb/item.ts';
import type { ItemWrite } from '../../dynamodb/item-write.ts';
import {
  buildTurnClaim,
  eventIdRef,
  type FeedEvent,
  type FeedHead,
  feedEventRef,
  feedHeadRef,
  isExpired,
  numberEvents,
  type UnnumberedEvent,
} from '../../dynamodb/items/feed.ts';
import { findReadItem, type ReadResult, readWithRetries } from '../../dynamodb/read-with-retries.ts';
import { type BackoffRange, backOff } from '../../dynamodb/retry-budget.ts';
import { splitIntoBatches } from '../split-into-batches.ts';
import { decideFeedStep, observeTurn, type SeenTurn } from './feed-turn.ts';

/** DynamoDB accepts 100 writes and 4 MB per transaction. An event has up to four writes. */
const transactionLimits = { entries: 24, bytes: 3_000_000 };

/** Delay between two looks at the end of a feed. It does not grow, so that a publisher that waits for long is not at a disadvantage. */
const turnBackoff: BackoffRange = { baseMs: 100, maxMs: 100 };

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
  const ownTurnId = dependencies.newId();
  let seenTurn: SeenTurn | undefined;
  for (let attempt = 1; ; attempt++) {
    const { head, stored } = await readFeed(tenantId, events, budget, dependencies);
    const missing = [...new Map(events.map(event => [event.eventId, event])).values()].filter(
      ({ eventId }) => !stored.has(eventId),
    );
    if (missing.length > 0) {
      seenTurn = observeTurn(seenTurn, head?.turnId, dependencies.now());
      const step = decideFeedStep(head, seenTurn, ownTurnId, attempt, dependencies.now());
      const isClaimed = step === 'claim' && (await claimTurn(tenantId, head, ownTurnId, budget, dependencies));
      if (step === 'store' || isClaimed) {
        const ownHead = head && isClaimed ? { ...head, turnId: ownTurnId } : head;
        const numbered = numberEvents(tenantId, ownHead, missing, dependencies.now(), ownTurnId);
        const isStored = await commitEvents(tenantId, numbered.writes, budget, dependencies);
        if (isStored) for (const event of numbered.events) stored.set(event.eventId, event);
      }
    }
    const all = events.flatMap(({ eventId }) => stored.get(eventId) ?? []);
    if (all.length === events.length) return all;
    // Another publisher stores. Its transaction takes a moment.
    await backOff(attempt, dependencies, budget, turnBackoff);
  }
}

/** @returns false if another publisher was faster */
async function claimTurn(
  tenantId: string,
  head: FeedHead | undefined,
  ownTurnId: string,
  budget: RetryBudget,
  { database }: Dependencies,
): Promise<boolean> {
  if (!head) return false;
  // If the response is lost, the next read shows the own turn.
  const claim = await database.update(buildTurnClaim(tenantId, head, ownTurnId), budget);
  return claim.kind === 'committed';
}

/** @returns false if another publisher was faster. @throws FeedUnavailable */
async function commitEvents(
  tenantId: string,
  writes: ItemWrite[],
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<boolean> {
  const transaction = { writes, clientRequestToken: dependencies.newId() };
  const options = { hasIdempotencyKey: false, requestId: undefined };
  const commit = await commitWithRetries(transaction, options, budget, dependencies);
  if (commit.kind === 'committed') return true;
  const isContention =
    commit.kind === 'refused' && (commit.refusedBy === 'condition' || commit.refusedBy === 'conflict');
  if (!isContention || isBudgetSpent(budget, dependencies.now()))
    throw new FeedUnavailable(`The events of ${tenantId} cannot be stored.`, { cause: commit.cause });
  return false;
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
