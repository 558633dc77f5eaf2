import type { IndexName } from '../contract/endpoint.ts';
import { type Instant, Instant as InstantText } from '../contract/field-types.ts';
import { pageLimits } from '../contract/pagination.ts';
import { toInstant } from '../domain/calendar.ts';
import type { IndexPage, IndexQuery, ItemAttributes } from './item.ts';
import { decodeCursor, encodeCursor } from './list-cursor.ts';
import { indexDefinitions } from './tables.ts';

/**
 * Query for one page of a tenant's list in the order of an index. A position is the key that was scanned last, never a number of
 * items. So items that are created or changed between two pages make no item appear twice and no item be skipped.
 */
export interface ListQuery {
  tenantId: string;
  index: Exclude<IndexName, 'due'>;
  /** Values of the index's partition key. Several values are merged into one list; only `newest` supports that. */
  partitionValues: string[];
  order: 'newest' | 'oldest';
  /** Filters of the response; undefined: no filter. */
  filters: (readonly string[] | undefined)[];
  /** Maximum number of items on a page. */
  limit: number | undefined;
  /** End of the previous page. */
  cursor: string | undefined;
}

/** Name of the read of one partition value. */
type IndexPageName = `page#${string}`;
const toIndexPageName = (value: string): IndexPageName => `page#${value}`;

/**
 * Number of keys that a page scans when there are filters: three batches, read in parallel. So rare items are found with a third of
 * the requests, and the cost of a page is limited. A client that reads a long list asks for larger pages.
 */
const maxScannedWhenFiltered = 300;

export const getPageLimit = ({ limit = pageLimits.default }: ListQuery): number => limit;

/** Returns the number of keys that one page scans at most. */
const getScanLimit = (listQuery: ListQuery): number =>
  listQuery.filters.some(filter => filter !== undefined)
    ? Math.max(getPageLimit(listQuery), maxScannedWhenFiltered)
    : getPageLimit(listQuery);

/**
 * Builds the queries of the index. They read one key more than the page scans, which shows whether there are more. When several
 * partition values are merged, items of the same age are in the order of the values.
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

/**
 * For the cursor's own value, continues after its key. For values sorted before it, takes only older items; for those after it,
 * older or equal ones.
 */
function resumeAfter(key: ItemAttributes, valueOffset: number): Pick<IndexQuery, 'exclusiveStartKey' | 'maxSortKey'> {
  if (valueOffset === 0) return { exclusiveStartKey: key };
  const listOrder = String(key.listOrder);
  return { maxSortKey: valueOffset < 0 ? subtractMillisecond(listOrder) : listOrder };
}

const subtractMillisecond = (instant: Instant): Instant => toInstant(Date.parse(instant) - 1);

/** Keys that a page scans, in the order of the list, and whether there are more keys after them. */
export interface ScannedKeys {
  indexKeys: ItemAttributes[];
  hasMore: boolean;
}

export function mergeIndexPages(listQuery: ListQuery, pagesByName: Record<IndexPageName, IndexPage>): ScannedKeys {
  const pages = toSortedUnique(listQuery.partitionValues).flatMap(value => pagesByName[toIndexPageName(value)] ?? []);
  const allKeys = pages.flatMap(({ indexKeys: keys }) => keys);
  // Sorting is stable, so items of the same age stay in the order of the values.
  if (pages.length > 1) allKeys.sort((a, b) => compareText(String(b.listOrder), String(a.listOrder)));
  // After the last key of an incomplete page, more keys of its value may come before those of other values.
  const pageEnds = pages
    .filter(({ lastEvaluatedKey: next }) => next)
    .map(({ indexKeys: keys }) => allKeys.lastIndexOf(keys.at(-1) ?? {}) + 1);
  const scanEnd = Math.min(getScanLimit(listQuery), allKeys.length, ...pageEnds);
  return { indexKeys: allKeys.slice(0, scanEnd), hasMore: scanEnd < allKeys.length || pageEnds.length > 0 };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const toSortedUnique = (values: readonly string[]): string[] => [...new Set(values)].sort();

/** Returns everything that decides which items the list contains, in one normal form. The limit does not decide that. */
const toListIdentity = ({ tenantId, index, order, partitionValues: values, filters }: ListQuery) => [
  ...[tenantId, index, order, toSortedUnique(values)],
  ...filters.map(filter => filter && toSortedUnique(filter)),
];

/** Encodes the cursor for the items after a key, without the tenant ID with which every key of the tenant begins. */
export function encodeCursorAfter(listQuery: ListQuery, { listOrder, pk, sk, ...key }: ItemAttributes): string {
  const value = key[indexDefinitions[listQuery.index].partitionKey];
  const [pkRest = '', valueRest = ''] = [pk, value].map(text => String(text).slice(listQuery.tenantId.length));
  return encodeCursor(toListIdentity(listQuery), [String(listOrder), String(sk), pkRest, valueRest]);
}

/** Decodes the end of the previous page: the key that was scanned last, and the partition value under which it was found. */
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

/** True for a cursor that was altered or belongs to another list. */
export const hasInvalidCursor = (listQuery: ListQuery): boolean =>
  listQuery.cursor !== undefined && decodeListPosition(listQuery) === undefined;
