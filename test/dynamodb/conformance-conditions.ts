import { describe, expect, it } from 'vitest';
import type { ItemAttributes } from '../../lib/dynamodb/item.ts';
import {
  buildPutIfAbsent,
  buildUpdateIfVersion,
  requireAbsent,
  requireAny,
  requireExpired,
  requireVersion,
  type WriteCondition,
} from '../../lib/dynamodb/item-write.ts';
import { putResponse, recordRef } from '../../lib/idempotency/idempotency-record.ts';
import { conditionFailed, createItemKey, type DatabaseUnderTest } from './conformance-suite.ts';

/** Each clause of each condition, with every kind of item on which its result depends (I1, I8, I10). */
const conditionClauses: [string, WriteCondition, [string, ItemAttributes | undefined, boolean][]][] = [
  [
    'the item is absent',
    requireAbsent('pk'),
    [
      ['no item', undefined, true],
      ['an item', {}, false],
    ],
  ],
  [
    'the item has the version that was read',
    requireVersion(3),
    [
      ['no item', undefined, false],
      ['an item of that version', { version: 3 }, true],
      ['an item of an earlier version', { version: 2 }, false],
      ['an item of a later version', { version: 4 }, false],
      ['an item without a version', { version: undefined }, false],
      ['an item whose version is a string', { version: '3' }, false],
    ],
  ],
  [
    'the item has expired',
    requireExpired(1000),
    [
      ['no item', undefined, false],
      ['an item that expires later', { expiresAt: 1001 }, false],
      ['an item that expires now', { expiresAt: 1000 }, true],
      ['an expired item whose time has fewer digits', { expiresAt: 999 }, true],
      ['an item that never expires', {}, false],
      ['an item whose expiry is a string', { expiresAt: '999' }, false],
    ],
  ],
  [
    'the item is absent or has expired',
    requireAny(requireAbsent('pk'), requireExpired(1000)),
    [
      ['no item', undefined, true],
      ['an item that expires later', { expiresAt: 1001 }, false],
      ['an item that expires now', { expiresAt: 1000 }, true],
      ['an item that never expires', {}, false],
    ],
  ],
];

export function describeConditions(database: DatabaseUnderTest): void {
  describe.each(conditionClauses)('the condition that %s', (_description, condition, cases) => {
    it.each(cases)('is evaluated for %s', async (_description, item, isMet) => {
      const itemKey = createItemKey();
      if (item) {
        const { primaryKey: key } = itemKey;
        const put = buildPutIfAbsent(itemKey, key);
        await database.commit('a', { ...put, item: { ...put.item, ...item } });
      }
      const before = await database.getItem(itemKey);
      const outcome = await database.commit('b', {
        kind: 'put',
        ...itemKey,
        item: { ...itemKey.primaryKey, value: 2 },
        condition,
      });
      expect(outcome).toEqual(isMet ? 'committed' : [conditionFailed(item && 'a')]);
      expect(await database.getItem(itemKey)).toEqual(
        isMet ? { ...itemKey.primaryKey, value: 2, requestId: 'b' } : before,
      );
    });
  });

  describe('a new item', () => {
    it('has version 1', async () => {
      const itemKey = await database.putItem({ value: 1 });
      expect(await database.getItem(itemKey)).toEqual({ ...itemKey.primaryKey, value: 1, version: 1, requestId: 'a' });
    });
  });

  describe('an update', () => {
    it('sets and removes the given attributes and preserves the others', async () => {
      const itemKey = await database.putItem({ preserved: 'x', changed: 1, removed: [1], unknown: { later: true } });
      const set = { changed: 2, removed: undefined, never: undefined, added: { a: 1 } };
      expect(await database.commit('b', buildUpdateIfVersion(itemKey, { from: 1, to: 2 }, set))).toBe('committed');
      expect(await database.getItem(itemKey)).toStrictEqual({
        ...itemKey.primaryKey,
        preserved: 'x',
        changed: 2,
        added: { a: 1 },
        unknown: { later: true },
        version: 2,
        requestId: 'b',
      });
    });

    it('accepts attribute names that DynamoDB reserves or that look like placeholders', async () => {
      const itemKey = await database.putItem({ status: 'old', 'a.b': 1 });
      await database.commit(
        'b',
        buildUpdateIfVersion(itemKey, { from: 1, to: 2 }, { status: 'new', name: 'n', 'a.b': 2, '#a0': 3, ':a0': 4 }),
      );
      expect(await database.getItem(itemKey)).toMatchObject({ status: 'new', name: 'n', 'a.b': 2, '#a0': 3, ':a0': 4 });
    });
  });

  describe('a response', () => {
    const now = Date.parse('2024-01-15T09:30:00.000Z');
    const lifetime = (24 * 3600 + 1800) * 1000;
    const ref = recordRef('tenant', String(Math.random()));
    const buildResponsePut = (requestId: string, nowMs: number) =>
      putResponse(
        ref,
        { status: 200, headers: {}, body: requestId },
        {
          endpoint: { operation: 'createLicense' },
          fingerprint: { version: 1, digest: 'd' },
          requestId,
          actor: { type: 'API_KEY', id: 'key' },
        },
        nowMs,
      );

    it('is stored when no record exists or the record has expired, and never replaces a valid record', async () => {
      expect(await database.commit('a', buildResponsePut('a', now))).toBe('committed');
      expect(await database.commit('b', buildResponsePut('b', now))).toEqual([conditionFailed('a')]);
      expect(await database.commit('b', buildResponsePut('b', now + lifetime - 1))).toEqual([conditionFailed('a')]);
      expect(await database.getItem(ref)).toMatchObject({ body: 'a', expiresAt: (now + lifetime) / 1000 });
      expect(await database.commit('b', buildResponsePut('b', now + lifetime))).toBe('committed');
      expect(await database.getItem(ref)).toMatchObject({ body: 'b', requestId: 'b' });
    });
  });
}
