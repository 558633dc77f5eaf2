import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndexPage, IndexQuery, ItemAttributes } from '../../lib/dynamodb/item.ts';
import { buildListPage } from '../../lib/dynamodb/list-page.ts';
import { buildIndexQueries, type ListQuery, mergeIndexPages } from '../../lib/dynamodb/list-query.ts';

/** A thing that is listed: whose it is, its place, and whether it passes the filter. */
interface ListedItem {
  id: number;
  owner: string;
  minute: number;
  passes: boolean;
}

const tenantId = 'tenant';
const listOfOwner = (owner: string) => `${tenantId}#license#${owner}`;
const toItem = ({ id, owner, minute }: ListedItem): ItemAttributes => ({
  byCustomer: listOfOwner(owner),
  listOrder: new Date(Date.UTC(2024, 0, 1, 0, minute)).toISOString(),
  pk: `${tenantId}#license#${id}`,
  sk: 'license',
});
const idOf = ({ pk }: ItemAttributes): number => Number(String(pk).split('#')[2]);
/** Among equals DynamoDB has an order of its own. */
const shuffledOrder = ({ pk }: ItemAttributes): number => (idOf({ pk }) * 7919) % 1009;
const toIndexPosition = (key: ItemAttributes): string =>
  `${key.listOrder} ${String(shuffledOrder(key)).padStart(4, '0')}`;

/** A page of an index, newest first. One that is short may still not be the last. */
function queryIndex(
  things: ListedItem[],
  { partitionValue: value, maxSortKey: until, exclusiveStartKey: after, limit }: IndexQuery,
  short: boolean,
): IndexPage {
  const inside = things
    .map(toItem)
    .filter(key => key.byCustomer === value)
    .filter(key => until === undefined || String(key.listOrder) <= until)
    .sort((a, b) => (toIndexPosition(a) < toIndexPosition(b) ? 1 : -1));
  const rest = after ? inside.filter(key => toIndexPosition(key) < toIndexPosition(after)) : inside;
  const keys = rest.slice(0, short ? Math.ceil(limit / 2) : limit);
  // Like DynamoDB, it only knows that a page is the last one when there is room left on it.
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
  values: fc.subarray(owners, { minLength: 1 }).map(some => some.map(listOfOwner)),
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

/** All pages to the last. @param between - happens between two of them */
function readAllPages(
  things: ListedItem[],
  { values, limit, filtered, short }: { values: string[]; limit: number; filtered: boolean; short: boolean },
  between: () => void = () => {},
): number[][] {
  const pages: number[][] = [];
  let cursor: string | undefined;
  do {
    if (pages.length > 1000) throw new Error('The list has no end.');
    const walk = createListQuery(values, limit, filtered, cursor);
    const found = Object.entries(buildIndexQueries(walk)).map(([name, listing]) => [
      name,
      queryIndex(things, listing, short),
    ]);
    const looked = mergeIndexPages(walk, Object.fromEntries(found));
    expect(looked.indexKeys.length).toBeLessThanOrEqual(filtered ? 300 : limit);
    const page = buildListPage(walk, looked, key => {
      const thing = things.find(({ id }) => id === idOf(key));
      return thing && (!filtered || thing.passes) ? thing : undefined;
    });
    if ('invalidRequest' in page) throw new Error('The cursor was refused.');
    expect(page.items.length).toBeLessThanOrEqual(limit);
    pages.push(page.items.map(({ id }) => id));
    cursor = page.pagination.nextCursor ?? undefined;
    if (cursor !== undefined) between();
  } while (cursor !== undefined);
  return pages;
}

const expected = (things: ListedItem[], values: string[], filtered: boolean): ListedItem[] =>
  things.filter(({ owner, passes }) => values.includes(listOfOwner(owner)) && (!filtered || passes));
const sorted = (ids: number[]): number[] => [...ids].sort((a, b) => a - b);

describe('walking through the pages of a list', () => {
  it('meets everything that is in it, each once, the newest first, and no page more than it takes', () => {
    fc.assert(
      fc.property(anyListedItems, anyListQuery, (things, walk) => {
        const pages = readAllPages(things, walk);
        const met = pages.flat();
        const all = expected(things, walk.values, walk.filtered);
        expect(sorted(met)).toEqual(all.map(({ id }) => id));
        const minutes = met.map(met => things.find(({ id }) => id === met)?.minute ?? 0);
        expect(minutes).toEqual([...minutes].sort((a, b) => b - a));
        if (!walk.short) expect(pages).toHaveLength(Math.max(1, Math.ceil(all.length / walk.limit)));
      }),
      { numRuns: 200 },
    );
  });

  it('meets each once that was there all the time, whatever is made or changed meanwhile', () => {
    const anyNew = fc.array(fc.record({ owner: fc.constantFrom(...owners), passes: fc.boolean() }), { maxLength: 20 });
    fc.assert(
      fc.property(anyListedItems, anyListQuery, anyNew, (first, walk, made) => {
        const things = first.map(thing => ({ ...thing }));
        const coming = [...made];
        let minute = 21;
        const met = readAllPages(things, walk, () => {
          const next = coming.shift();
          if (!next) return;
          things.push({ id: things.length, minute: minute++, ...next });
          const [changed] = things;
          if (changed) changed.passes = !changed.passes;
        }).flat();
        expect(new Set(met).size).toBe(met.length);
        const stayed = expected(first, walk.values, walk.filtered).filter(({ id }) => id !== 0);
        expect(met).toEqual(expect.arrayContaining(stayed.map(({ id }) => id)));
      }),
      { numRuns: 200 },
    );
  });

  it('looks at so much a page, however little of it passes: a page may be empty and not the last', () => {
    const things = Array.from({ length: 700 }, (_, id) => ({ id, owner: 'ada', minute: id, passes: id === 0 }));
    const walk = { values: [listOfOwner('ada')], limit: 5, filtered: true, short: false };
    expect(readAllPages(things, walk)).toEqual([[], [], [0]]);
  });

  it('leaves off before an answer is too large, but never without an item', () => {
    const keys = [0, 1, 2].map(id => toItem({ id, owner: 'ada', minute: 3 - id, passes: true }));
    const walk = createListQuery([listOfOwner('ada')], 100, false);
    const sizes = [2_000_000, 1_800_000, 200_000];
    const view = (key: ItemAttributes) => ({ id: idOf(key), text: 'x'.repeat(sizes[idOf(key)] ?? 0) });
    expect(buildListPage(walk, { indexKeys: keys, hasMore: false }, view)).toMatchObject({
      items: [{ id: 0 }, { id: 1 }],
      pagination: { nextCursor: expect.any(String) },
    });
    const huge = () => ({ text: 'x'.repeat(4_000_000) });
    expect(buildListPage(walk, { indexKeys: keys, hasMore: false }, huge)).toMatchObject({
      items: [{}],
      pagination: {},
    });
  });
});
