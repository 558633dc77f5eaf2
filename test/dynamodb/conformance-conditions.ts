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
import { conditionFailed, createFreeAddress, type DatabaseUnderTest } from './conformance-suite.ts';

/** Each clause of each condition, on every item that it decides about (I1, I8, I10). */
const conditionClauses: [string, WriteCondition, [string, ItemAttributes | undefined, boolean][]][] = [
  [
    'nothing is there',
    requireAbsent('pk'),
    [
      ['nothing', undefined, true],
      ['something', {}, false],
    ],
  ],
  [
    'it is the version that was read',
    requireVersion(3),
    [
      ['nothing', undefined, false],
      ['that version', { version: 3 }, true],
      ['an earlier one', { version: 2 }, false],
      ['a later one', { version: 4 }, false],
      ['none', { version: undefined }, false],
      ['one that is a text', { version: '3' }, false],
    ],
  ],
  [
    'it has expired',
    requireExpired(1000),
    [
      ['nothing', undefined, false],
      ['what expires later', { expiresAt: 1001 }, false],
      ['what expires now', { expiresAt: 1000 }, true],
      ['what has expired, by fewer digits', { expiresAt: 999 }, true],
      ['what never expires', {}, false],
      ['what expires at a text', { expiresAt: '999' }, false],
    ],
  ],
  [
    'nothing is there or it has expired',
    requireAny(requireAbsent('pk'), requireExpired(1000)),
    [
      ['nothing', undefined, true],
      ['what expires later', { expiresAt: 1001 }, false],
      ['what expires now', { expiresAt: 1000 }, true],
      ['what never expires', {}, false],
    ],
  ],
];

export function describeConditions(store: DatabaseUnderTest): void {
  describe.each(conditionClauses)('the condition that %s', (_what, condition, cases) => {
    it.each(cases)('is asked of %s', async (_where, item, holds) => {
      const at = createFreeAddress();
      if (item) {
        const { primaryKey: key } = at;
        const put = buildPutIfAbsent(at, key);
        await store.commit('a', { ...put, item: { ...put.item, ...item } });
      }
      const before = await store.stored(at);
      const outcome = await store.commit('b', { kind: 'put', ...at, item: { ...at.primaryKey, value: 2 }, condition });
      expect(outcome).toEqual(holds ? 'committed' : [conditionFailed(item && 'a')]);
      expect(await store.stored(at)).toEqual(holds ? { ...at.primaryKey, value: 2, requestId: 'b' } : before);
    });
  });

  describe('a new item', () => {
    it('is of version 1', async () => {
      const at = await store.have({ value: 1 });
      expect(await store.stored(at)).toEqual({ ...at.primaryKey, value: 1, version: 1, requestId: 'a' });
    });
  });

  describe('a change', () => {
    it('sets and removes the attributes it names, and leaves the others alone', async () => {
      const at = await store.have({ kept: 'x', changed: 1, removed: [1], unknown: { later: true } });
      const set = { changed: 2, removed: undefined, never: undefined, added: { a: 1 } };
      expect(await store.commit('b', buildUpdateIfVersion(at, { from: 1, to: 2 }, set))).toBe('committed');
      expect(await store.stored(at)).toStrictEqual({
        ...at.primaryKey,
        kept: 'x',
        changed: 2,
        added: { a: 1 },
        unknown: { later: true },
        version: 2,
        requestId: 'b',
      });
    });

    it('may name what DynamoDB reserves, and what looks like a placeholder', async () => {
      const at = await store.have({ status: 'old', 'a.b': 1 });
      await store.commit(
        'b',
        buildUpdateIfVersion(at, { from: 1, to: 2 }, { status: 'new', name: 'n', 'a.b': 2, '#a0': 3, ':a0': 4 }),
      );
      expect(await store.stored(at)).toMatchObject({ status: 'new', name: 'n', 'a.b': 2, '#a0': 3, ':a0': 4 });
    });
  });

  describe('an answer is kept', () => {
    const now = Date.parse('2024-01-15T09:30:00.000Z');
    const lifetime = (24 * 3600 + 1800) * 1000;
    const ref = recordRef('tenant', String(Math.random()));
    const keep = (by: string, nowMs: number) =>
      putResponse(ref, { status: 200, headers: {}, body: by }, { version: 1, digest: 'd' }, by, nowMs);

    it('where none is, and where the one that is has expired; never over a live one', async () => {
      expect(await store.commit('a', keep('a', now))).toBe('committed');
      expect(await store.commit('b', keep('b', now))).toEqual([conditionFailed('a')]);
      expect(await store.commit('b', keep('b', now + lifetime - 1))).toEqual([conditionFailed('a')]);
      expect(await store.stored(ref)).toMatchObject({ body: 'a', expiresAt: (now + lifetime) / 1000 });
      expect(await store.commit('b', keep('b', now + lifetime))).toBe('committed');
      expect(await store.stored(ref)).toMatchObject({ body: 'b', requestId: 'b' });
    });
  });
}
