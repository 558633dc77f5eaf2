import { type Instant, toInstant } from '../domain/calendar.ts';
import type { IndexName } from '../schemas/endpoint.ts';
import { pageLimits } from '../schemas/page.ts';
import { Instant as InstantText } from '../schemas/primitive.ts';
import { readCursor, writeCursor } from './cursor.ts';
import type { Item, Listing, Page } from './item.ts';
import { indexDefinitions } from './table.ts';

/**
 * A list of a tenant, page by page, along an index. A position is the key that was looked at last, never a number of items: what
 * is made or changed between two pages makes nothing appear twice and nothing be skipped.
 */
export interface Walk {
  tenantId: string;
  index: Exclude<IndexName, 'due'>;
  /** Of the index's partition key. Several, only with `newest`, are gone along together. */
  values: string[];
  order: 'newest' | 'oldest';
  /** What of it is left out by the answer; undefined: nothing. */
  filters: (readonly string[] | undefined)[];
  /** How many items a page has at most. */
  limit: number | undefined;
  /** Where the page before ended. */
  cursor: string | undefined;
}

/** The name under which the keys of a value are read. */
type PageName = `page#${string}`;
const pageName = (value: string): PageName => `page#${value}`;

/**
 * How many keys a page looks at when only some items may pass the filters: three batches, read in parallel, so that what is rare is
 * found in a third of the calls, and a page costs no more reads than this. Who goes far asks for larger pages.
 */
const lookAtFiltered = 300;

export const limitOf = ({ limit = pageLimits.default }: Walk): number => limit;

/** What bounds the work of one page. */
const lookAtOf = (walk: Walk): number =>
  walk.filters.some(filter => filter !== undefined) ? Math.max(limitOf(walk), lookAtFiltered) : limitOf(walk);

/**
 * What to read of the index: one key more than is looked at tells whether there is more. Of values that are gone along together,
 * what is as old as each other comes in the order of the values.
 */
export function listingsOf(walk: Walk): Record<PageName, Listing> {
  if (isLost(walk)) return {};
  const { index, order } = walk;
  const values = distinct(walk.values);
  const from = positionOf(walk);
  const limit = lookAtOf(walk) + 1;
  const listings = values.map((value, place): [PageName, Listing] => {
    const beginning = from && behind(from.key, place - values.indexOf(from.value));
    return [pageName(value), { index, value, order, limit, ...beginning }];
  });
  return Object.fromEntries(listings);
}

/** Of the position's own value what is behind its key, of those before it what is older, of those after it also what is as old. */
function behind(key: Item, distance: number): Pick<Listing, 'after' | 'until'> {
  if (distance === 0) return { after: key };
  const at = String(key.listOrder);
  return { until: distance < 0 ? justBefore(at) : at };
}

const justBefore = (instant: Instant): Instant => toInstant(Date.parse(instant) - 1);

/** The keys that a page looks at, in their order, and whether there are others behind them. */
export interface Looked {
  keys: Item[];
  more: boolean;
}

export function keysIn(walk: Walk, found: Record<PageName, Page>): Looked {
  const pages = distinct(walk.values).flatMap(value => found[pageName(value)] ?? []);
  const all = pages.flatMap(({ keys }) => keys);
  // Sorting is stable, so what is as old as each other stays in the order of the values.
  if (pages.length > 1) all.sort((a, b) => compare(String(b.listOrder), String(a.listOrder)));
  // Behind the last key of a page that goes on, others of its value may come before those of other values.
  const ends = pages.filter(({ next }) => next).map(({ keys }) => all.lastIndexOf(keys.at(-1) ?? {}) + 1);
  const end = Math.min(lookAtOf(walk), all.length, ...ends);
  return { keys: all.slice(0, end), more: end < all.length || ends.length > 0 };
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const distinct = (values: readonly string[]): string[] => [...new Set(values)].sort();

/** Everything that decides what is in the list, however it was asked for; the limit does not. */
const identity = ({ tenantId, index, order, values, filters }: Walk) => [
  ...[tenantId, index, order, distinct(values)],
  ...filters.map(filter => filter && distinct(filter)),
];

/** The cursor of what is behind a key. What every key of the tenant begins with is left out of it. */
export function cursorBehind(walk: Walk, { listOrder, pk, sk, ...key }: Item): string {
  const value = key[indexDefinitions[walk.index].partitionKey];
  const [pkRest = '', valueRest = ''] = [pk, value].map(text => String(text).slice(walk.tenantId.length));
  return writeCursor(identity(walk), [String(listOrder), String(sk), pkRest, valueRest]);
}

/** Where the page before ended: the key that was looked at last, and the value it was found under. */
function positionOf(walk: Walk): { value: string; key: Item } | undefined {
  const texts = walk.cursor === undefined ? undefined : readCursor(identity(walk), walk.cursor);
  const [listOrder, sk, pkRest, valueRest] = texts ?? [];
  if (!listOrder || !sk || !pkRest || !valueRest) return undefined;
  const value = walk.tenantId + valueRest;
  const isPlace =
    walk.order === 'oldest' || (InstantText.safeParse(listOrder).success && !Number.isNaN(Date.parse(listOrder)));
  if (!walk.values.includes(value) || !isPlace) return undefined;
  const { partitionKey } = indexDefinitions[walk.index];
  return { value, key: { [partitionKey]: value, listOrder, pk: walk.tenantId + pkRest, sk } };
}

/** True for a cursor that was altered, or is one of another list. */
export const isLost = (walk: Walk): boolean => walk.cursor !== undefined && positionOf(walk) === undefined;
