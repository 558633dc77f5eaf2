import type { IndexName } from '../contract/endpoint.ts';
import { pageLimits } from '../contract/pagination.ts';
import type { IndexPage, IndexQuery, ItemAttributes } from './item.ts';
import { decodeCursor, encodeCursor } from './list-cursor.ts';

/**
 * Query for one page of a tenant's list in the order of an index. A position is the sort key that was scanned last, never a number of
 * items. Sort keys are unique and do not depend on the partition value. So items that are created, changed or moved to another value
 * between two pages make no item appear twice and no item be skipped.
 */
export interface ListQuery {
  tenantId: string;
  index: Exclude<IndexName, 'due' | 'byState'>;
  /** Values of the index's partition key. Several values are merged into one list. */
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

/** Builds the queries of the index. They read one key more than the page scans, which shows whether there are more. */
export function buildIndexQueries(listQuery: ListQuery): Record<IndexPageName, IndexQuery> {
  if (hasInvalidCursor(listQuery)) return {};
  const { index, order } = listQuery;
  const beyondSortKey = decodeListPosition(listQuery);
  const limit = getScanLimit(listQuery) + 1;
  const indexQueries = toSortedUnique(listQuery.partitionValues).map((value): [IndexPageName, IndexQuery] => [
    toIndexPageName(value),
    { index, partitionValue: value, order, limit, ...(beyondSortKey !== undefined && { beyondSortKey }) },
  ]);
  return Object.fromEntries(indexQueries);
}

/** Keys that a page scans, in the order of the list, and whether there are more keys after them. */
export interface ScannedKeys {
  indexKeys: ItemAttributes[];
  hasMore: boolean;
}

export function mergeIndexPages(listQuery: ListQuery, pagesByName: Record<IndexPageName, IndexPage>): ScannedKeys {
  const direction = listQuery.order === 'newest' ? -1 : 1;
  const pages = toSortedUnique(listQuery.partitionValues).flatMap(value => pagesByName[toIndexPageName(value)] ?? []);
  const allKeys = pages
    .flatMap(({ indexKeys: keys }) => keys)
    .sort((a, b) => direction * compareText(String(a.listOrder), String(b.listOrder)));
  // After the last key of an incomplete page, more keys of its value may come before those of other values.
  const pageEnds = pages
    .filter(({ lastEvaluatedKey: next }) => next)
    .map(({ indexKeys: keys }) => allKeys.lastIndexOf(keys.at(-1) ?? {}) + 1);
  const scanEnd = Math.min(getScanLimit(listQuery), allKeys.length, ...pageEnds);
  const scannedKeys = allKeys.slice(0, scanEnd);
  return {
    // While the index lags, an item can be listed under its previous value, too.
    indexKeys: scannedKeys.filter(({ listOrder }, index) => listOrder !== scannedKeys[index - 1]?.listOrder),
    hasMore: scanEnd < allKeys.length || pageEnds.length > 0,
  };
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const toSortedUnique = (values: readonly string[]): string[] => [...new Set(values)].sort();

/** Returns everything that decides which items the list contains, in one normal form. The limit does not decide that. */
const toListIdentity = ({ tenantId, index, order, partitionValues: values, filters }: ListQuery) => [
  ...[tenantId, index, order, toSortedUnique(values)],
  ...filters.map(filter => filter && toSortedUnique(filter)),
];

/** Encodes the cursor for the items after a key. */
export const encodeCursorAfter = (listQuery: ListQuery, { listOrder }: ItemAttributes): string =>
  encodeCursor(toListIdentity(listQuery), [String(listOrder)]);

/** Decodes the end of the previous page: the sort key that was scanned last. */
function decodeListPosition(listQuery: ListQuery): string | undefined {
  const [listOrder] =
    (listQuery.cursor === undefined ? undefined : decodeCursor(toListIdentity(listQuery), listQuery.cursor)) ?? [];
  return listOrder !== undefined && positionPatterns[listQuery.order].test(listOrder) ? listOrder : undefined;
}

/** Sort keys: a creation time and an ID, or an ID. */
const positionPatterns = {
  newest: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z#[\w-]{1,64}$/,
  oldest: /^[\w-]{1,64}$/,
};

/** True for a cursor that was altered or belongs to another list. */
export const hasInvalidCursor = (listQuery: ListQuery): boolean =>
  listQuery.cursor !== undefined && decodeListPosition(listQuery) === undefined;
