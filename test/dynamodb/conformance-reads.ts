import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { IndexQuery, ItemAttributes, ItemCollection, ItemKey } from '../../lib/dynamodb/item.ts';
import { formatItemKey } from '../../lib/dynamodb/item.ts';
import { buildPutIfAbsent, buildUpdateIfVersion } from '../../lib/dynamodb/item-write.ts';
import { createFreeAddress, type DatabaseUnderTest } from './conformance-suite.ts';

const collectionOf = (pk: string, prefix: string): ItemCollection<unknown> => ({
  table: 'connect',
  partitionKey: pk,
  sortKeyPrefix: prefix,
  parse: item => item,
});

/** Reads are consistent: they show every commit that was acknowledged before (I3), and nothing that is not asked for. */
export function describeReads(store: DatabaseUnderTest): void {
  describe('a read', () => {
    it('shows what was committed last, in every table, and nothing where nothing is', async () => {
      const at = await store.have({ value: 1 });
      const record = createFreeAddress('idempotency');
      await store.commit(
        'b',
        buildUpdateIfVersion(at, { from: 1, to: 2 }, { value: 2 }),
        buildPutIfAbsent(record, { ...record.primaryKey }),
      );
      const nowhere = createFreeAddress();
      const { items } = await store.read({ items: [at, record, nowhere], collections: [] });
      expect(items.get(formatItemKey(at))).toEqual({ ...at.primaryKey, value: 2, version: 2, requestId: 'b' });
      expect(items.get(formatItemKey(record))).toEqual({ ...record.primaryKey, version: 1, requestId: 'b' });
      expect(items.has(formatItemKey(nowhere))).toBe(false);
    });

    it('gives back every kind of value as it was', async () => {
      const value = {
        text: 'ä€😀',
        empty: '',
        number: 9.99,
        yes: true,
        nothing: null,
        list: [1, 'a', { b: [] }],
        map: {},
      };
      const at = await store.have({ value });
      expect(await store.stored(at)).toMatchObject({ value });
    });

    it('may ask for more than one batch holds', async () => {
      const ats = await Promise.all([...Array(3)].map(() => store.have()));
      const nothing: ItemKey[] = [...Array(120)].map(() => createFreeAddress());
      const { items } = await store.read({ items: [...nothing, ...ats], collections: [] });
      expect([...items.keys()].toSorted()).toEqual(ats.map(formatItemKey).toSorted());
    });
  });

  describe('a collection', () => {
    const fill = async (pk: string, ...sks: string[]) => {
      const writes = sks.map(sk => buildPutIfAbsent({ table: 'connect', primaryKey: { pk, sk } }, { pk, sk }));
      expect(await store.commit('a', ...writes)).toBe('committed');
    };

    it('is everything of a partition that begins so, in the order of the bytes', async () => {
      const pk = randomUUID();
      await fill(pk, 'addon#b', 'addon#B', 'addon#é', 'addon#10', 'addon#9', 'addon-past#a', 'addon', 'b');
      await fill(`${pk}2`, 'addon#other');
      const { collections } = await store.read({
        items: [createFreeAddress()],
        collections: [collectionOf(pk, 'addon#'), collectionOf(pk, 'addon'), collectionOf(randomUUID(), 'addon')],
      });
      const latest = ['addon#10', 'addon#9', 'addon#B', 'addon#b', 'addon#é'];
      expect(collections.map(items => items.map(({ sk }) => sk))).toEqual([
        latest,
        ['addon', ...latest, 'addon-past#a'],
        [],
      ]);
    });

    it('is whole, also when it is more than one page holds', async () => {
      const pk = randomUUID();
      const text = 'x'.repeat(350_000);
      const sks = ['a1', 'a2', 'a3', 'a4', 'a5'];
      for (const sk of sks)
        await store.commit('a', buildPutIfAbsent({ table: 'connect', primaryKey: { pk, sk } }, { pk, sk, text }));
      const { collections } = await store.read({ items: [createFreeAddress()], collections: [collectionOf(pk, 'a')] });
      expect(collections[0]?.map(item => item.sk)).toEqual(sks);
    });
  });

  describe('a listing', () => {
    const haveListed = async (byTenant: string, ...days: string[]) => {
      for (const listOrder of days) await store.have({ byTenant, listOrder });
      await store.have({ byTenant });
    };
    const list = async (listing: IndexQuery) => {
      const { listings } = await store.read({ items: [createFreeAddress()], collections: [], listings: [listing] });
      const [{ indexKeys: keys, lastEvaluatedKey: next } = { indexKeys: [], lastEvaluatedKey: undefined }] = listings;
      return { days: keys.map(({ listOrder }: ItemAttributes) => listOrder), next };
    };

    it('holds what has both of its keys, in their order, page by page', async () => {
      const value = randomUUID();
      await haveListed(value, '2024-03-02', '2024-03-01', '2024-03-03');
      const oldest: IndexQuery = { index: 'byTenant', partitionValue: value, order: 'oldest', limit: 2 };
      const first = await list(oldest);
      expect(first.days).toEqual(['2024-03-01', '2024-03-02']);
      const second = await list({ ...oldest, exclusiveStartKey: first.next });
      expect(second).toEqual({ days: ['2024-03-03'], next: undefined });
      expect((await list({ ...oldest, order: 'newest' })).days).toEqual(['2024-03-03', '2024-03-02']);
      expect((await list({ ...oldest, maxSortKey: '2024-03-01' })).days).toEqual(['2024-03-01']);
    });
  });
}
