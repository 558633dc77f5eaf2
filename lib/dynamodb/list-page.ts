import { createInvalidRequest, type InvalidRequest } from '../domain/domain-error.ts';
import type { ItemAttributes } from './item.ts';
import { encodeCursorAfter, getPageLimit, hasInvalidCursor, type ListQuery, type ScannedKeys } from './list-query.ts';

/** Limit for the items of a page, so that the response stays below the limit of a read's response. */
const maxPageBytes = 3_900_000;

/** Page of a list in a response. */
interface ListPage<T> {
  items: T[];
  pagination: { nextCursor: string | null };
}

/**
 * Builds a page of a list from the scanned keys, until it is full. Only a page after which no more keys can be scanned is the last
 * one.
 *
 * @param view - returns the item of a key as the response shows it; undefined if it is absent or does not match the filters
 */
export function buildListPage<T extends object>(
  listQuery: ListQuery,
  { indexKeys: keys, hasMore }: ScannedKeys,
  view: (key: ItemAttributes) => T | undefined,
): ListPage<T> | InvalidRequest {
  if (hasInvalidCursor(listQuery)) return invalidCursor;
  const items: T[] = [];
  let bytes = 0;
  let lastKey: ItemAttributes | undefined;
  for (const key of keys) {
    const item = view(key);
    if (item) {
      bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
      const isFull = items.length === getPageLimit(listQuery) || (items.length > 0 && bytes > maxPageBytes);
      if (isFull) return toListPage(items, listQuery, lastKey);
      items.push(item);
    }
    lastKey = key;
  }
  return toListPage(items, listQuery, hasMore ? lastKey : undefined);
}

const toListPage = <T>(items: T[], listQuery: ListQuery, lastKey: ItemAttributes | undefined): ListPage<T> => ({
  items,
  pagination: { nextCursor: lastKey ? encodeCursorAfter(listQuery, lastKey) : null },
});

const invalidCursor = createInvalidRequest(
  'cursor',
  'is not a valid cursor for this list',
  'Send the nextCursor of the previous page unchanged and with the same filters, or start again without a cursor.',
);

/** True for each value of the filter, and for every value if there is no filter. */
export const matchesFilter = <T extends string>(value: T, filter: readonly T[] | undefined): boolean =>
  filter === undefined || filter.includes(value);
