import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { IndexQuery, ItemAttributes, ItemCollection, ItemKey } from '../../lib/dynamodb/item.ts';
import { formatItemKey } from '../../lib/dynamodb/item.ts';
import { buildPutIfAbsent, buildUpdateIfVersion } from '../../lib/dynamodb/item-write.ts';
import { createItemKey, type DatabaseUnderTest } from './conformance-suite.ts';

const buildCollection = (pk: string, prefix: string): ItemCollection<unknown> => ({
  table: 'connect',
  partitionKey: pk,
  sortKeyPrefix: prefix,
  parse: item => item,
});

/** Reads are consistent: they return every commit that was acknowledged before (I3), and only requested items. */
export function describeReads(database: DatabaseUnderTest): void {
  describe('a read', () => {
    it('returns the last committed items of every table, and no absent items', async () => {
      const itemKey = await database.putItem({ value: 1 });
      const record = createItemKey('idempotency');
      await database.commit(
        'b',
        buildUpdateIfVersion(itemKey, { from: 1, to: 2 }, { value: 2 }),
        buildPutIfAbsent(record, { ...record.primaryKey }),
      );
      const absentKey = createItemKey();
      const { items } = await database.read({ items: [itemKey, record, absentKey], collections: [] });
      expect(items.get(formatItemKey(itemKey))).toEqual({
        ...itemKey.primaryKey,
        value: 2,
        version: 2,
        requestId: 'b',
      });
      expect(items.get(formatItemKey(record))).toEqual({ ...record.primaryKey, version: 1, requestId: 'b' });
      expect(items.has(formatItemKey(absentKey))).toBe(false);
    });

    it('queries a table itself, in both directions, from a sort key on', async () => {
      const pk = `feed-${randomUUID()}`;
      const keys = ['a', 'b', 'c', 'd'].map((sk): ItemKey => ({ table: 'activity', primaryKey: { pk, sk } }));
      await database.commit('b', ...keys.map(key => buildPutIfAbsent(key, { ...key.primaryKey })));
      const query = async (settings: Partial<IndexQuery>) => {
        const listing: IndexQuery = {
          ...{ index: { table: 'activity' }, partitionValue: pk, order: 'oldest', limit: 10 },
          ...settings,
        };
        const { listings } = await database.read({ items: [], collections: [], listings: [listing] });
        return listings[0]?.indexKeys.map(({ sk }) => sk);
      };
      expect(await query({})).toEqual(['a', 'b', 'c', 'd']);
      expect(await query({ order: 'newest', limit: 2 })).toEqual(['d', 'c']);
      expect(await query({ beyondSortKey: 'b' })).toEqual(['c', 'd']);
      expect(await query({ beyondSortKey: 'b', limit: 1 })).toEqual(['c']);
    });

    it('returns every type of value unchanged', async () => {
      const value = {
        text: 'ä€😀',
        empty: '',
        number: 9.99,
        yes: true,
        nothing: null,
        list: [1, 'a', { b: [] }],
        map: {},
      };
      const itemKey = await database.putItem({ value });
      expect(await database.getItem(itemKey)).toMatchObject({ value });
    });

    it('can request more items than fit into one batch', async () => {
      const itemKeys = await Promise.all([...Array(3)].map(() => database.putItem()));
      const absentKeys: ItemKey[] = [...Array(120)].map(() => createItemKey());
      const { items } = await database.read({ items: [...absentKeys, ...itemKeys], collections: [] });
      expect([...items.keys()].toSorted()).toEqual(itemKeys.map(formatItemKey).toSorted());
    });
  });

  describe('a collection', () => {
    const putItems = async (pk: string, ...sks: string[]) => {
      const writes = sks.map(sk => buildPutIfAbsent({ table: 'connect', primaryKey: { pk, sk } }, { pk, sk }));
      expect(await database.commit('a', ...writes)).toBe('committed');
    };

    it('contains the items of a partition whose sort keys have the prefix, in byte order', async () => {
      const pk = randomUUID();
      await putItems(pk, 'addon#b', 'addon#B', 'addon#é', 'addon#10', 'addon#9', 'addon-past#a', 'addon', 'b');
      await putItems(`${pk}2`, 'addon#other');
      const { collections } = await database.read({
        items: [createItemKey()],
        collections: [
          buildCollection(pk, 'addon#'),
          buildCollection(pk, 'addon'),
          buildCollection(randomUUID(), 'addon'),
        ],
      });
      const latest = ['addon#10', 'addon#9', 'addon#B', 'addon#b', 'addon#é'];
      expect(collections.map(items => items.map(({ sk }) => sk))).toEqual([
        latest,
        ['addon', ...latest, 'addon-past#a'],
        [],
      ]);
    });

    it('is complete even if it exceeds one page', async () => {
      const pk = randomUUID();
      const text = 'x'.repeat(350_000);
      const sks = ['a1', 'a2', 'a3', 'a4', 'a5'];
      for (const sk of sks)
        await database.commit('a', buildPutIfAbsent({ table: 'connect', primaryKey: { pk, sk } }, { pk, sk, text }));
      const { collections } = await database.read({
        items: [createItemKey()],
        collections: [buildCollection(pk, 'a')],
      });
      expect(collections[0]?.map(item => item.sk)).toEqual(sks);
    });
  });

  describe('an index query', () => {
    const putIndexedItems = async (byTenant: string, ...days: string[]) => {
      for (const listOrder of days) await database.putItem({ byTenant, listOrder });
      await database.putItem({ byTenant });
    };
    const queryIndex = async (query: IndexQuery) => {
      const { listings } = await database.read({ items: [createItemKey()], collections: [], listings: [query] });
      const [{ indexKeys: keys, lastEvaluatedKey: next } = { indexKeys: [], lastEvaluatedKey: undefined }] = listings;
      return { days: keys.map(({ listOrder }: ItemAttributes) => listOrder), next };
    };

    it('returns the items that have both index keys, in order and page by page', async () => {
      const value = randomUUID();
      await putIndexedItems(value, '2024-03-02', '2024-03-01', '2024-03-03');
      const oldest: IndexQuery = { index: 'byTenant', partitionValue: value, order: 'oldest', limit: 2 };
      const first = await queryIndex(oldest);
      expect(first.days).toEqual(['2024-03-01', '2024-03-02']);
      const second = await queryIndex({ ...oldest, exclusiveStartKey: first.next });
      expect(second).toEqual({ days: ['2024-03-03'], next: undefined });
      expect((await queryIndex({ ...oldest, order: 'newest' })).days).toEqual(['2024-03-03', '2024-03-02']);
      expect((await queryIndex({ ...oldest, maxSortKey: '2024-03-01' })).days).toEqual(['2024-03-01']);
      const beyond = { ...oldest, beyondSortKey: '2024-03-02' };
      expect((await queryIndex(beyond)).days).toEqual(['2024-03-03']);
      expect((await queryIndex({ ...beyond, order: 'newest' })).days).toEqual(['2024-03-01']);
    });
  });
}
