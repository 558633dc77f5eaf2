import type { IndexName } from '../contract/endpoint.ts';
import { type Instant, Instant as InstantText } from '../contract/field-types.ts';
import { pageLimits } from '../contract/pagination.ts';
import { toInstant } from '../domain/calendar.ts';
import type { IndexPage, IndexQuery, ItemAttributes } from './item.ts';
import { decodeCursor, encodeCursor } from './list-cursor.ts';
import { indexDefinitions } from './tables.ts';

/**
 * A list of a tenant, page by page, along an index. A position is the key that was looked at last, never a number of items: what
 * is made or changed between two pages makes nothing appear twice and nothing be skipped.
 */
export interface ListQuery {
  tenantId: string;
  index: Exclude<IndexName, 'due'>;
  /** Of the index's partition key. Several, only with `newest`, are gone along together. */
  partitionValues: string[];
  order: 'newest' | 'oldest';
  /** What of it is left out by the answer; undefined: nothing. */
  filters: (readonly string[] | undefined)[];
  /** How many items a page has at most. */
  limit: number | undefined;
  /** Where the page before ended. */
  cursor: string | undefined;
}

/** The name under which the keys of a value are read. */
type IndexPageName = `page#${string}`;
const toIndexPageName = (value: string): IndexPageName => `page#${value}`;

/**
 * How many keys a page looks at when only some items may pass the filters: three batches, read in parallel, so that what is rare is
 * found in a third of the calls, and a page costs no more reads than this. Who goes far asks for larger pages.
 */
const maxScannedWhenFiltered = 300;

export const getPageLimit = ({ limit = pageLimits.default }: ListQuery): number => limit;

/** What bounds the work of one page. */
const getScanLimit = (listQuery: ListQuery): number =>
  listQuery.filters.some(filter => filter !== undefined)
    ? Math.max(getPageLimit(listQuery), maxScannedWhenFiltered)
    : getPageLimit(listQuery);

/**
 * What to read of the index: one key more than is looked at tells whether there is more. Of values that are gone along together,
 * what is as old as each other comes in the order of the values.
 */
export function buildIndexQueries(listQuery: ListQuery): Record<IndexPageName, IndexQuery> {
  if (hasInvalidCursor(listQuery)) return {};
  const { index, order } = listQuery;
  const values = toSortedUnique(listQuery.partitionValues);
  const startPosition = decodeListPosition(listQuery);
  const limit = getScanLimit(listQuery) + 1;
  const indexQueries = values.map((value, valueIndex): [IndexPageName, IndexQuery] => {
    const resumeBounds =
      startPosition && resumeAfter(startPosition.key, valueIndex - values.indexOf(startPosition.value));
    return [toIndexPageName(value), { index, partitionValue: value, order, limit, ...resumeBounds }];
  });
  return Object.fromEntries(indexQueries);
}

/** Of the position's own value what is behind its key, of those before it what is older, of those after it also what is as old. */
function resumeAfter(key: ItemAttributes, valueOffset: number): Pick<IndexQuery, 'exclusiveStartKey' | 'maxSortKey'> {
  if (valueOffset === 0) return { exclusiveStartKey: key };
  const listOrder = String(key.listOrder);
  return { maxSortKey: valueOffset < 0 ? subtractMillisecond(listOrder) : listOrder };
}

const subtractMillisecond = (instant: Instant): Instant => toInstant(Date.parse(instant) - 1);

/** The keys that a page looks at, in their order, and whether there are others behind them. */
export interface ScannedKeys {
  indexKeys: ItemAttributes[];
  hasMore: boolean;
}

export function mergeIndexPages(listQuery: ListQuery, pagesByName: Record<IndexPageName, IndexPage>): ScannedKeys {
  const pages = toSortedUnique(listQuery.partitionValues).flatMap(value => pagesByName[toIndexPageName(value)] ?? []);
  const allKeys = pages.flatMap(({ indexKeys: keys }) => keys);
  // Sorting is stable, so what is as old as each other stays in the order of the values.
  if (pages.length > 1) allKeys.sort((a, b) => compareText(String(b.listOrder), String(a.listOrder)));
  // Behind the last key of a page that goes on, others of its value may come before those of other values.
  const pageEnds = pages
    .filter(({ lastEvaluatedKey: next }) => next)
    .map(({ indexKeys: keys }) => allKeys.lastIndexOf(keys.at(-1) ?? {}) + 1);
  const scanEnd = Math.min(getScanLimit(listQuery), allKeys.length, ...pageEnds);
  return { indexKeys: allKeys.slice(0, scanEnd), hasMore: scanEnd < allKeys.length || pageEnds.length > 0 };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const toSortedUnique = (values: readonly string[]): string[] => [...new Set(values)].sort();

/** Everything that decides what is in the list, however it was asked for; the limit does not. */
const toListIdentity = ({ tenantId, index, order, partitionValues: values, filters }: ListQuery) => [
  ...[tenantId, index, order, toSortedUnique(values)],
  ...filters.map(filter => filter && toSortedUnique(filter)),
];

/** The cursor of what is behind a key. What every key of the tenant begins with is left out of it. */
export function encodeCursorAfter(listQuery: ListQuery, { listOrder, pk, sk, ...key }: ItemAttributes): string {
  const value = key[indexDefinitions[listQuery.index].partitionKey];
  const [pkRest = '', valueRest = ''] = [pk, value].map(text => String(text).slice(listQuery.tenantId.length));
  return encodeCursor(toListIdentity(listQuery), [String(listOrder), String(sk), pkRest, valueRest]);
}

/** Where the page before ended: the key that was looked at last, and the value it was found under. */
function decodeListPosition(listQuery: ListQuery): { value: string; key: ItemAttributes } | undefined {
  const positionParts =
    listQuery.cursor === undefined ? undefined : decodeCursor(toListIdentity(listQuery), listQuery.cursor);
  const [listOrder, sk, pkRest, valueRest] = positionParts ?? [];
  if (!listOrder || !sk || !pkRest || !valueRest) return undefined;
  const value = listQuery.tenantId + valueRest;
  const isValidSortKey =
    listQuery.order === 'oldest' || (InstantText.safeParse(listOrder).success && !Number.isNaN(Date.parse(listOrder)));
  if (!listQuery.partitionValues.includes(value) || !isValidSortKey) return undefined;
  const { partitionKey } = indexDefinitions[listQuery.index];
  return { value, key: { [partitionKey]: value, listOrder, pk: listQuery.tenantId + pkRest, sk } };
}

/** True for a cursor that was altered, or is one of another list. */
export const hasInvalidCursor = (listQuery: ListQuery): boolean =>
  listQuery.cursor !== undefined && decodeListPosition(listQuery) === undefined;
