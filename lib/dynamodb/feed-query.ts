import { createInvalidRequest, type InvalidRequest } from '../domain/domain-error.ts';
import type { IndexPage } from './item.ts';
import {
  buildOldestDayQuery,
  buildResourceEventsQuery,
  type EventPointer,
  eventIdRef,
  type FeedEvent,
  type FeedHead,
  feedEventRef,
  feedHeadRef,
  isExpired,
  parseEventPointer,
  toOldestStoredAt,
} from './items/feed.ts';
import { decodeCursor, encodeCursor } from './list-cursor.ts';

/** A query for a page of a tenant's feed. A position in the feed is the number of the last event that was read. */
export interface FeedQuery {
  tenantId: string;
  types: readonly string[] | undefined;
  resourceId: string | undefined;
  /** The ID of the event after which the page begins. */
  after: string | undefined;
  cursor: string | undefined;
  limit: number;
}

/** The number of events that a page with a filter scans. */
const scannedWhenFiltered = 100;

/** The items that tell where a page begins. */
interface FeedStart {
  head?: FeedHead | undefined;
  afterPointer?: EventPointer | undefined;
  oldestDay?: IndexPage | undefined;
}

/** Builds the first read: the end of the feed, and where the page begins if there is no cursor. */
export const buildFeedStartReads = ({ tenantId, after, cursor }: FeedQuery, nowMs: number) => ({
  head: feedHeadRef(tenantId),
  afterPointer: after === undefined ? undefined : eventIdRef(tenantId, after),
  oldestDay:
    after === undefined && cursor === undefined ? buildOldestDayQuery(tenantId, toOldestStoredAt(nowMs)) : undefined,
});

/** Finds the position before the page. @returns undefined if the cursor or the event ID leads nowhere */
export function findStartPosition(feedQuery: FeedQuery, start: FeedStart, nowMs: number): number | undefined {
  const newest = start.head?.number ?? 0;
  if (feedQuery.after !== undefined) {
    const { afterPointer } = start;
    return afterPointer && !isExpired(afterPointer, nowMs) ? afterPointer.number : undefined;
  }
  if (feedQuery.cursor !== undefined) {
    const position = decodePosition(feedQuery, feedQuery.cursor);
    return position !== undefined && position <= newest ? position : undefined;
  }
  const [dayMarker] = start.oldestDay?.indexKeys ?? [];
  return dayMarker ? parseEventPointer(dayMarker).number - 1 : newest;
}

/** Builds the read of the events behind a position, and for a resource the query of their numbers. */
export function buildFeedPageReads(feedQuery: FeedQuery, position: number | undefined, newest: number) {
  const { tenantId, resourceId, types, limit } = feedQuery;
  if (position === undefined) return { nextEvents: [], resourceEvents: undefined };
  if (resourceId !== undefined) {
    // The next event of any resource shows whether events behind the position have expired.
    const nextEvents = position < newest ? [feedEventRef(tenantId, position + 1)] : [];
    return { nextEvents, resourceEvents: buildResourceEventsQuery(tenantId, resourceId, position, limit + 1) };
  }
  const count = Math.min(types === undefined ? limit : scannedWhenFiltered, newest - position);
  const numbers = Array.from({ length: count }, (_, index) => position + 1 + index);
  return { nextEvents: numbers.map(number => feedEventRef(tenantId, number)), resourceEvents: undefined };
}

/** The events of a page and the position after it. */
export interface FeedPage {
  events: FeedEvent[];
  nextCursor: string;
  /** True if nothing follows at the moment. */
  isCaughtUp: boolean;
}

/** Limit for the events of a page, so that the response stays below the limit of a read's response. */
const maxPageBytes = 3_900_000;

/** The events that a page scanned, in the order of their numbers, and the position after them. */
interface ScannedEvents {
  events: FeedEvent[];
  endPosition: number;
}

/** Builds a page from the scanned events, until it is full. */
export function buildFeedPage(feedQuery: FeedQuery, { events, endPosition }: ScannedEvents, newest: number): FeedPage {
  const page: FeedEvent[] = [];
  let bytes = 0;
  for (const [index, event] of events.entries()) {
    if (feedQuery.types && !feedQuery.types.includes(event.type)) continue;
    bytes += Buffer.byteLength(event.json);
    const isFull = page.length === feedQuery.limit || (page.length > 0 && bytes > maxPageBytes);
    if (isFull) return toFeedPage(feedQuery, page, events[index - 1]?.number ?? 0, newest);
    page.push(event);
  }
  return toFeedPage(feedQuery, page, endPosition, newest);
}

const toFeedPage = (feedQuery: FeedQuery, events: FeedEvent[], position: number, newest: number): FeedPage => ({
  events,
  nextCursor: encodeCursor(toFeedIdentity(feedQuery), [String(position)]),
  isCaughtUp: position >= newest,
});

/** Everything that decides which events the list contains. */
const toFeedIdentity = ({ tenantId, types, resourceId }: FeedQuery) => [
  ...[tenantId, 'events', types && [...new Set(types)].sort(), resourceId],
];

function decodePosition(feedQuery: FeedQuery, cursor: string): number | undefined {
  const [position = ''] = decodeCursor(toFeedIdentity(feedQuery), cursor) ?? [];
  return /^\d{1,15}$/.test(position) ? Number(position) : undefined;
}

const beginAgain = 'Events are stored for 30 days. Begin without it to read the stored events from the oldest on.';

export const unknownEventId: InvalidRequest = createInvalidRequest(
  'after',
  'is not the ID of a stored event',
  beginAgain,
);

export const invalidFeedCursor: InvalidRequest = createInvalidRequest(
  'cursor',
  'is not a valid cursor for this list, or events behind it are no longer stored',
  beginAgain,
);
