import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndexPage, IndexQuery, ItemAttributes } from '../../lib/dynamodb/item.ts';
import { buildListPage } from '../../lib/dynamodb/list-page.ts';
import { buildIndexQueries, type ListQuery, mergeIndexPages } from '../../lib/dynamodb/list-query.ts';

/** Item of a list: its owner, its time, and whether the filter accepts it. */
interface ListedItem {
  id: number;
  owner: string;
  minute: number;
  passes: boolean;
}

const tenantId = 'tenant';
const toPartitionValue = (owner: string) => `${tenantId}#license#${owner}`;
const toItem = ({ id, owner, minute }: ListedItem): ItemAttributes => ({
  byCustomer: toPartitionValue(owner),
  listOrder: `${new Date(Date.UTC(2024, 0, 1, 0, minute)).toISOString()}#${String(id).padStart(4, '0')}`,
  pk: `${tenantId}#license#${id}`,
  sk: 'license',
});
const parseId = ({ pk }: ItemAttributes): number => Number(String(pk).split('#')[2]);
/** Returns a page of an index, newest first. A short page is not necessarily the last one. */
function queryIndex(
  items: ListedItem[],
  { partitionValue: value, beyondSortKey: beyond, limit }: IndexQuery,
  short: boolean,
): IndexPage {
  const inside = items
    .map(toItem)
    .filter(key => key.byCustomer === value)
    .sort((a, b) => (String(a.listOrder) < String(b.listOrder) ? 1 : -1));
  const rest = beyond === undefined ? inside : inside.filter(key => String(key.listOrder) < beyond);
  const keys = rest.slice(0, short ? Math.ceil(limit / 2) : limit);
  // Like DynamoDB, it returns no next key only if the page is not full.
  return {
    indexKeys: keys,
    lastEvaluatedKey: keys.length === limit || keys.length < rest.length ? keys.at(-1) : undefined,
  };
}

const owners = ['ada', 'bob', 'cleo'];
const anyListedItems = fc
  .array(fc.record({ owner: fc.constantFrom(...owners), minute: fc.nat(20), passes: fc.boolean() }), { maxLength: 60 })
  .map(all => all.map((each, id): ListedItem => ({ id, ...each })));

const anyListQuery = fc.record({
  values: fc.subarray(owners, { minLength: 1 }).map(some => some.map(toPartitionValue)),
  limit: fc.integer({ min: 1, max: 9 }),
  filtered: fc.boolean(),
  short: fc.boolean(),
});

const createListQuery = (values: string[], limit: number, filtered: boolean, cursor?: string): ListQuery => ({
  tenantId,
  index: 'byCustomer',
  partitionValues: values,
  order: 'newest',
  filters: [filtered ? ['x'] : undefined],
  limit,
  cursor,
});

/** Reads all pages. @param between - called between two pages */
function readAllPages(
  items: ListedItem[],
  { values, limit, filtered, short }: { values: string[]; limit: number; filtered: boolean; short: boolean },
  between: () => void = () => {},
): number[][] {
  const pages: number[][] = [];
  let cursor: string | undefined;
  do {
    if (pages.length > 1000) throw new Error('The list has no end.');
    const query = createListQuery(values, limit, filtered, cursor);
    const indexPages = Object.entries(buildIndexQueries(query)).map(([name, listing]) => [
      name,
      queryIndex(items, listing, short),
    ]);
    const merged = mergeIndexPages(query, Object.fromEntries(indexPages));
    expect(merged.indexKeys.length).toBeLessThanOrEqual(filtered ? 300 : limit);
    const page = buildListPage(query, merged, key => {
      const item = items.find(({ id }) => id === parseId(key));
      return item && (!filtered || item.passes) ? item : undefined;
    });
    if ('invalidRequest' in page) throw new Error('The cursor was refused.');
    expect(page.items.length).toBeLessThanOrEqual(limit);
    pages.push(page.items.map(({ id }) => id));
    cursor = page.pagination.nextCursor ?? undefined;
    if (cursor !== undefined) between();
  } while (cursor !== undefined);
  return pages;
}

const expected = (items: ListedItem[], values: string[], filtered: boolean): ListedItem[] =>
  items.filter(({ owner, passes }) => values.includes(toPartitionValue(owner)) && (!filtered || passes));
const sorted = (ids: number[]): number[] => [...ids].sort((a, b) => a - b);

describe('reading all pages of a list', () => {
  it('returns every item once, newest first, in the smallest number of pages', () => {
    fc.assert(
      fc.property(anyListedItems, anyListQuery, (items, query) => {
        const pages = readAllPages(items, query);
        const ids = pages.flat();
        const all = expected(items, query.values, query.filtered);
        expect(sorted(ids)).toEqual(all.map(({ id }) => id));
        const minutes = ids.map(id => items.find(item => item.id === id)?.minute ?? 0);
        expect(minutes).toEqual([...minutes].sort((a, b) => b - a));
        if (!query.short) expect(pages).toHaveLength(Math.max(1, Math.ceil(all.length / query.limit)));
      }),
      { numRuns: 200 },
    );
  });

  it('returns every item that exists throughout exactly once, even if others are created or changed meanwhile', () => {
    const anyNew = fc.array(fc.record({ owner: fc.constantFrom(...owners), passes: fc.boolean() }), { maxLength: 20 });
    fc.assert(
      fc.property(anyListedItems, anyListQuery, anyNew, (first, query, newItems) => {
        const items = first.map(item => ({ ...item }));
        const pending = [...newItems];
        let minute = 21;
        const ids = readAllPages(items, query, () => {
          const next = pending.shift();
          if (!next) return;
          items.push({ id: items.length, minute: minute++, ...next });
          const [changed] = items;
          if (changed) changed.passes = !changed.passes;
        }).flat();
        expect(new Set(ids).size).toBe(ids.length);
        const unchanged = expected(first, query.values, query.filtered).filter(({ id }) => id !== 0);
        expect(ids).toEqual(expect.arrayContaining(unchanged.map(({ id }) => id)));
      }),
      { numRuns: 200 },
    );
  });

  it('returns every item exactly once while items of one instant move between the customers of the list', () => {
    const anyMoves = fc.array(fc.record({ which: fc.nat(100), owner: fc.constantFrom(...owners) }), { maxLength: 40 });
    fc.assert(
      fc.property(
        anyListedItems,
        fc.integer({ min: 1, max: 9 }),
        fc.boolean(),
        anyMoves,
        (first, limit, short, moves) => {
          const items = first.map(item => ({ ...item, minute: item.minute % 2 }));
          const query = { values: owners.map(toPartitionValue), limit, filtered: false, short };
          const waiting = [...moves];
          const ids = readAllPages(items, query, () => {
            for (const { which, owner } of waiting.splice(0, 5)) {
              const moved = items[which % Math.max(1, items.length)];
              if (moved) moved.owner = owner;
            }
          }).flat();
          expect(sorted(ids)).toEqual(first.map(({ id }) => id));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('reads a limited number of index entries per page, so that a filtered page can be empty without being the last', () => {
    const items = Array.from({ length: 700 }, (_, id) => ({ id, owner: 'ada', minute: id, passes: id === 0 }));
    const query = { values: [toPartitionValue('ada')], limit: 5, filtered: true, short: false };
    expect(readAllPages(items, query)).toEqual([[], [], [0]]);
  });

  it('ends a page before the response is too large, but never before its first item', () => {
    const keys = [0, 1, 2].map(id => toItem({ id, owner: 'ada', minute: 3 - id, passes: true }));
    const query = createListQuery([toPartitionValue('ada')], 100, false);
    const sizes = [2_000_000, 1_800_000, 200_000];
    const view = (key: ItemAttributes) => ({ id: parseId(key), text: 'x'.repeat(sizes[parseId(key)] ?? 0) });
    expect(buildListPage(query, { indexKeys: keys, hasMore: false }, view)).toMatchObject({
      items: [{ id: 0 }, { id: 1 }],
      pagination: { nextCursor: expect.any(String) },
    });
    const huge = () => ({ text: 'x'.repeat(4_000_000) });
    expect(buildListPage(query, { indexKeys: keys, hasMore: false }, huge)).toMatchObject({
      items: [{}],
      pagination: {},
    });
  });
});
