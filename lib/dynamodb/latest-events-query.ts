import type { IndexQuery, ItemRef } from './item.ts';
import { buildLatestResourceEventsQuery, type FeedEvent, feedEventRef, isExpired } from './items/feed.ts';
import { decodeCursor, encodeCursor } from './list-cursor.ts';

/** A query for a page of a tenant's events, newest first. A position is the number of the last event that was scanned. */
export interface LatestEventsQuery {
  tenantId: string;
  types: readonly string[] | undefined;
  resourceId: string | undefined;
  cursor: string | undefined;
  limit: number;
}

/** The number of events that a page with a filter by type scans. */
const scannedWhenFiltered = 100;

const toScanCount = ({ types, limit }: LatestEventsQuery): number => (types ? scannedWhenFiltered : limit);

/**
 * Finds the number before which the page begins.
 *
 * @param newest - the number of the newest event; 0 without events
 * @returns undefined if the cursor is not valid
 */
export function findLatestPosition(latestQuery: LatestEventsQuery, newest: number): number | undefined {
  if (latestQuery.cursor === undefined) return newest + 1;
  const [position = ''] = decodeCursor(toListIdentity(latestQuery), latestQuery.cursor) ?? [];
  return /^\d{1,15}$/.test(position) ? Math.min(Number(position), newest + 1) : undefined;
}

/** Builds the reads of the events before a position, or for a resource the query of their numbers. */
export function buildLatestEventReads(
  latestQuery: LatestEventsQuery,
  position: number | undefined,
): { events: ItemRef<FeedEvent>[]; resourceEvents: IndexQuery | undefined } {
  const { tenantId, resourceId } = latestQuery;
  if (position === undefined) return { events: [], resourceEvents: undefined };
  const count = toScanCount(latestQuery);
  if (resourceId !== undefined)
    return { events: [], resourceEvents: buildLatestResourceEventsQuery(tenantId, resourceId, position, count) };
  const numbers = Array.from({ length: Math.min(count, position - 1) }, (_, index) => position - 1 - index);
  return { events: numbers.map(number => feedEventRef(tenantId, number)), resourceEvents: undefined };
}

/** Limit for the events of a page, so that the response stays below the limit of a read's response. */
const maxPageBytes = 3_900_000;

/** Builds a page from the scanned events. The list ends at the first event that is no longer stored. */
export function buildLatestEventsPage(
  latestQuery: LatestEventsQuery,
  scanned: readonly FeedEvent[],
  nowMs: number,
): { events: FeedEvent[]; nextCursor: string | null } {
  const stored = scanned.filter(event => !isExpired(event, nowMs));
  const events: FeedEvent[] = [];
  let bytes = 0;
  let position: number | undefined;
  for (const event of stored) {
    const isWanted = !latestQuery.types || latestQuery.types.includes(event.type);
    if (isWanted) bytes += Buffer.byteLength(event.json);
    if (events.length === latestQuery.limit || (events.length > 0 && bytes > maxPageBytes))
      return { events, nextCursor: toCursor(latestQuery, position ?? event.number + 1) };
    if (isWanted) events.push(event);
    position = event.number;
  }
  const isEnd = stored.length < toScanCount(latestQuery) || position === undefined || position === 1;
  return { events, nextCursor: isEnd ? null : toCursor(latestQuery, position ?? 0) };
}

const toCursor = (latestQuery: LatestEventsQuery, position: number): string =>
  encodeCursor(toListIdentity(latestQuery), [String(position)]);

/** Everything that decides which events the list contains. */
const toListIdentity = ({ tenantId, types, resourceId }: LatestEventsQuery) => [
  ...[tenantId, 'latest-events', types && [...new Set(types)].sort(), resourceId],
];
