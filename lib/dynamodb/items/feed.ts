import * as z from 'zod';
import { createItemParser, type IndexQuery, type ItemRef } from '../item.ts';
import {
  type ItemWrite,
  requireAbsent,
  requireAll,
  requireAny,
  requireExpired,
  requireValue,
  type UpdateWrite,
  type WriteCondition,
} from '../item-write.ts';

/*
 * A tenant's feed of published events. The events have the numbers 1, 2, 3, … without gaps. Each number is a partition of its own, so
 * that the newest events do not share a hot partition.
 */

/** Time for which an event is stored at least. It is deleted with all events of its day (UTC), so it is stored for up to a day more. */
const feedRetentionDays = 30;

const dayMs = 24 * 3600 * 1000;

/** The end of a feed. */
export interface FeedHead {
  /** The number of the newest event. */
  number: number;
  /** The day (UTC) of the newest event. */
  day: string;
  /** The ID of the turn of the publisher that stores next. Absent if any publisher may. */
  turnId?: string | undefined;
}

/** A published event. */
export interface FeedEvent {
  eventId: string;
  number: number;
  type: string;
  resourceId: string;
  /** The event as JSON, as every delivery contains it: the published bytes. */
  json: string;
  /** An instant. */
  storedAt: string;
  /** Epoch seconds. */
  expiresAt: number;
}

/** An item that leads to an event by its number. */
export interface EventPointer {
  number: number;
  /** Epoch seconds. */
  expiresAt: number;
}

const HeadItem = z.object({
  number: z.int().min(1),
  day: z.string(),
  turnId: z.string().optional(),
}) satisfies z.ZodType<FeedHead>;
const PointerItem = z.object({ number: z.int().min(1), expiresAt: z.number() }) satisfies z.ZodType<EventPointer>;
const RequestPointerItem = PointerItem.extend({ idempotencyKey: z.string().optional() });
const EventItem = z.object({
  eventId: z.string(),
  number: z.int().min(1),
  type: z.string(),
  resourceId: z.string(),
  json: z.string(),
  storedAt: z.string(),
  expiresAt: z.number(),
}) satisfies z.ZodType<FeedEvent>;

const activityItemRef = <T>(pk: string, sk: string, schema: z.ZodType<T>): ItemRef<T> => ({
  table: 'activity',
  primaryKey: { pk, sk },
  parse: createItemParser(schema, 'activity'),
});

export const feedHeadRef = (tenantId: string): ItemRef<FeedHead> =>
  activityItemRef(`${tenantId}#feed`, 'head', HeadItem);

export const feedEventRef = (tenantId: string, number: number): ItemRef<FeedEvent> =>
  activityItemRef(`${tenantId}#event#${number}`, 'event', EventItem);

export const eventIdRef = (tenantId: string, eventId: string): ItemRef<EventPointer> =>
  activityItemRef(`${tenantId}#event-id#${eventId}`, 'event', PointerItem);

/** Ref of the marker with the number of the first event of a day. */
const feedDayRef = (tenantId: string, day: string): ItemRef<EventPointer> =>
  activityItemRef(toDaysPk(tenantId), day, PointerItem);

const toDaysPk = (tenantId: string): string => `${tenantId}#feed-days`;

const toResourcePk = (tenantId: string, resourceId: string): string => `${tenantId}#resource-events#${resourceId}`;

const toRequestPk = (tenantId: string, requestId: string): string => `${tenantId}#request-events#${requestId}`;

/** As text of equal length, numbers sort like numbers. */
export const toSortableNumber = (number: number): string => String(number).padStart(15, '0');

/** Parses a pointer that a query found. @throws CorruptItemError */
export const parseEventPointer = createItemParser(PointerItem, 'activity');

/** Parses a pointer of a request that a query found. @throws CorruptItemError */
export const parseRequestPointer = createItemParser<RequestPointer>(RequestPointerItem, 'activity');

/** Builds the query for the events of a request, oldest first. One request changes at most 20 resources, and each has few events. */
export const buildRequestEventsQuery = (tenantId: string, requestId: string): IndexQuery => ({
  index: { table: 'activity' },
  partitionValue: toRequestPk(tenantId, requestId),
  order: 'oldest',
  limit: 100,
});

/** Builds the query for the events of a resource before a number, newest first. */
export const buildLatestResourceEventsQuery = (
  tenantId: string,
  resourceId: string,
  beforeNumber: number,
  limit: number,
): IndexQuery => ({
  index: { table: 'activity' },
  partitionValue: toResourcePk(tenantId, resourceId),
  order: 'newest',
  beyondSortKey: toSortableNumber(beforeNumber),
  limit,
});

/** Builds the query for the events of a resource after a number, oldest first. */
export const buildResourceEventsQuery = (
  tenantId: string,
  resourceId: string,
  afterNumber: number,
  limit: number,
): IndexQuery => ({
  index: { table: 'activity' },
  partitionValue: toResourcePk(tenantId, resourceId),
  order: 'oldest',
  beyondSortKey: toSortableNumber(afterNumber),
  limit,
});

/** Builds the query for the marker of the first stored day that is not before the day of an instant. */
export const buildOldestDayQuery = (tenantId: string, fromMs: number): IndexQuery => ({
  index: { table: 'activity' },
  partitionValue: toDaysPk(tenantId),
  order: 'oldest',
  beyondSortKey: toDay(fromMs - dayMs),
  limit: 1,
});

/** The earliest time from which all events are still stored. */
export const toOldestStoredAt = (nowMs: number): number => nowMs - feedRetentionDays * dayMs;

/** Returns true if the item is expired. TTL deletes it up to days later. */
export const isExpired = ({ expiresAt }: { expiresAt: number }, nowMs: number): boolean => expiresAt * 1000 <= nowMs;

/** The day in UTC. */
export const toDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** An event that has no number yet. */
export interface UnnumberedEvent extends Pick<FeedEvent, 'eventId' | 'type' | 'resourceId' | 'json'> {
  /** The request that made the change. Absent for a scheduled change, and for an import. */
  request?: { requestId: string; idempotencyKey?: string | undefined } | undefined;
}

/** An item that leads from a request to one of its events, and to its response. */
export interface RequestPointer extends EventPointer {
  idempotencyKey?: string | undefined;
}

/** The events of a transaction with their numbers, and the new end of the feed. */
export interface NumberedEvents {
  head: FeedHead;
  events: FeedEvent[];
  writes: ItemWrite[];
}

/**
 * Assigns the next numbers to events, and builds the writes that store them. The transaction succeeds only if no other publisher has
 * taken a number since the head was read, and if no event is stored already.
 *
 * @param ownTurnId - ends this turn, if it is the one that was read
 */
export function numberEvents(
  tenantId: string,
  head: FeedHead | undefined,
  unnumbered: UnnumberedEvent[],
  nowMs: number,
  ownTurnId?: string,
): NumberedEvents {
  const firstNumber = (head?.number ?? 0) + 1;
  const day = chooseDay(head, nowMs);
  const expiresAt = (Date.parse(day) + (feedRetentionDays + 1) * dayMs) / 1000;
  const storedAt = new Date(nowMs).toISOString();
  const numbered = unnumbered.map(({ request, ...event }, index) => ({
    request,
    event: { ...event, number: firstNumber + index, storedAt, expiresAt },
  }));
  const newHead = { number: firstNumber + numbered.length - 1, day };
  const dayMarker = head?.day === day ? [] : [buildPut(feedDayRef(tenantId, day), { number: firstNumber, expiresAt })];
  return {
    head: newHead,
    events: numbered.map(({ event }) => event),
    writes: [
      buildHeadWrite(tenantId, head, newHead, ownTurnId),
      ...dayMarker,
      ...numbered.flatMap(({ event, request }) => [
        ...buildEventWrites(tenantId, event, nowMs),
        ...buildRequestWrites(tenantId, event, request),
      ]),
    ],
  };
}

/** Days never go back, whatever the clocks of the publishers say, so that events expire in their order. */
const chooseDay = (head: FeedHead | undefined, nowMs: number): string =>
  [toDay(nowMs), head?.day ?? ''].sort().at(-1) ?? '';

function buildHeadWrite(
  tenantId: string,
  before: FeedHead | undefined,
  after: FeedHead,
  ownTurnId: string | undefined,
): ItemWrite {
  const { table, primaryKey } = feedHeadRef(tenantId);
  const condition = before ? requireValue('number', before.number) : requireAbsent('pk');
  const endsTurn = before?.turnId !== undefined && before.turnId === ownTurnId;
  return { kind: 'update', table, primaryKey, set: { ...after, ...(endsTurn && { turnId: undefined }) }, condition };
}

/** Builds the write with which a publisher claims its turn. It fails if the feed or the turn has changed since it was read. */
export function buildTurnClaim(tenantId: string, head: FeedHead, ownTurnId: string): UpdateWrite {
  const { table, primaryKey } = feedHeadRef(tenantId);
  const isUnclaimed =
    head.turnId === undefined
      ? requireAbsent('turnId')
      : { expression: '#turn = :turn', names: { '#turn': 'turnId' }, values: { ':turn': head.turnId } };
  const condition = requireAll(requireValue('number', head.number), isUnclaimed);
  return { kind: 'update', table, primaryKey, set: { turnId: ownTurnId }, condition };
}

function buildEventWrites(tenantId: string, event: FeedEvent, nowMs: number): ItemWrite[] {
  const { number, expiresAt, eventId, resourceId } = event;
  const isNotStored = requireAny(requireAbsent('pk'), requireExpired(Math.floor(nowMs / 1000)));
  const resourceKey = { pk: toResourcePk(tenantId, resourceId), sk: toSortableNumber(number) };
  return [
    buildPut(feedEventRef(tenantId, number), event),
    buildPut(eventIdRef(tenantId, eventId), { number, expiresAt }, isNotStored),
    buildPut({ table: 'activity', primaryKey: resourceKey }, { number, expiresAt }),
  ];
}

/** A request is found by its ID for as long as its events are. */
function buildRequestWrites(
  tenantId: string,
  { number, expiresAt }: FeedEvent,
  request: UnnumberedEvent['request'],
): ItemWrite[] {
  if (!request) return [];
  const primaryKey = { pk: toRequestPk(tenantId, request.requestId), sk: toSortableNumber(number) };
  const { idempotencyKey } = request;
  return [buildPut({ table: 'activity', primaryKey }, { number, expiresAt, idempotencyKey })];
}

const buildPut = (
  { table, primaryKey }: Pick<ItemRef<unknown>, 'table' | 'primaryKey'>,
  attributes: object,
  condition: WriteCondition = requireAbsent('pk'),
): ItemWrite => ({ kind: 'put', table, primaryKey, item: { ...primaryKey, ...attributes }, condition });
