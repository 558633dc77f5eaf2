import type { ReadRequest } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { ItemRef } from '../../dynamodb/item.ts';
import {
  buildOldestDayQuery,
  eventIdRef,
  type FeedEvent,
  feedEventRef,
  feedHeadRef,
  isExpired,
  parseEventPointer,
  toOldestStoredAt,
} from '../../dynamodb/items/feed.ts';
import { findReadItem, type ReadResult, readWithRetries } from '../../dynamodb/read-with-retries.ts';

const pageSize = 100;
const readTimeMs = 10_000;

/** Finds an event by its ID. @returns undefined if there is none, or it is no longer stored */
export async function findStoredEvent(
  tenantId: string,
  eventId: string,
  dependencies: Dependencies,
): Promise<FeedEvent | undefined> {
  const idRef = eventIdRef(tenantId, eventId);
  const pointer = findReadItem(await readItems([idRef], dependencies), idRef);
  if (!pointer || isExpired(pointer, dependencies.now())) return undefined;
  const eventRef = feedEventRef(tenantId, pointer.number);
  return findReadItem(await readItems([eventRef], dependencies), eventRef);
}

/** Reads the events of a tenant that were published at or after an instant, page by page, oldest first. */
export async function* readEventsSince(
  tenantId: string,
  sinceMs: number,
  dependencies: Dependencies,
): AsyncGenerator<FeedEvent[]> {
  const since = new Date(sinceMs).toISOString();
  const query = buildOldestDayQuery(tenantId, Math.max(sinceMs, toOldestStoredAt(dependencies.now())));
  const headRef = feedHeadRef(tenantId);
  const start = await read({ items: [headRef], collections: [], listings: [query] }, dependencies);
  const newest = findReadItem(start, headRef)?.number ?? 0;
  const [dayMarker] = start.listings[0]?.indexKeys ?? [];
  let number = dayMarker === undefined ? newest + 1 : parseEventPointer(dayMarker).number;
  for (; number <= newest; number += pageSize) {
    const count = Math.min(pageSize, newest - number + 1);
    const refs = Array.from({ length: count }, (_, index) => feedEventRef(tenantId, number + index));
    const page = await readItems(refs, dependencies);
    yield refs
      .flatMap(ref => findReadItem(page, ref) ?? [])
      .filter(event => event.storedAt >= since && !isExpired(event, dependencies.now()));
  }
}

const readItems = (items: ItemRef<unknown>[], dependencies: Dependencies): Promise<ReadResult> =>
  read({ items, collections: [] }, dependencies);

async function read(request: ReadRequest, dependencies: Dependencies): Promise<ReadResult> {
  const budget = { deadline: dependencies.now() + readTimeMs, maxCalls: 1000, calls: 0 };
  const result = await readWithRetries(request, budget, dependencies);
  if (result.kind === 'complete') return result;
  throw result.cause;
}
