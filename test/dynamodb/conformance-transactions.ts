import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addRequestId, buildPutIfAbsent, buildUpdateIfVersion, requireVersion } from '../../lib/dynamodb/item-write.ts';
import { conditionFailed, createItemKey, type DatabaseUnderTest } from './conformance-suite.ts';

const noReason = { code: 'None', writtenBy: undefined };

/** Transactions are atomic, and a token identifies one transaction (I1, I3, I6). */
export function describeTransactions(database: DatabaseUnderTest): void {
  describe('a transaction', () => {
    it('applies all writes, in several tables', async () => {
      const [one, two] = [createItemKey(), createItemKey('idempotency')];
      expect(
        await database.commit(
          'a',
          buildPutIfAbsent(one, { ...one.primaryKey }),
          buildPutIfAbsent(two, { ...two.primaryKey }),
        ),
      ).toBe('committed');
      expect(await database.getItem(one)).toMatchObject({ requestId: 'a' });
      expect(await database.getItem(two)).toMatchObject({ requestId: 'a' });
    });

    it('writes nothing when a condition fails, and returns which one and the request ID of the item', async () => {
      const [one, two, three] = [createItemKey(), await database.putItem({}, 'x'), await database.putItem({}, 'y')];
      const outcome = await database.commit(
        'b',
        buildPutIfAbsent(one, { ...one.primaryKey }),
        buildPutIfAbsent(two, { ...two.primaryKey }),
        buildUpdateIfVersion(three, { from: 1, to: 2 }, {}),
      );
      expect(outcome).toEqual([noReason, conditionFailed('x'), noReason]);
      expect(await database.getItem(one)).toBeUndefined();
      expect(await database.getItem(three)).toMatchObject({ version: 1, requestId: 'y' });
    });

    it('returns every failed condition in the order of the writes', async () => {
      const [one, two, three] = [await database.putItem({}, 'x'), createItemKey(), await database.putItem({}, 'y')];
      const fail = buildUpdateIfVersion(three, { from: 7, to: 8 }, {});
      const put = buildPutIfAbsent(one, { ...one.primaryKey });
      const pass = buildPutIfAbsent(two, { ...two.primaryKey });
      expect(await database.commit('b', put, pass, fail)).toEqual([
        conditionFailed('x'),
        noReason,
        conditionFailed('y'),
      ]);
      expect(await database.commit('b', fail, pass, put)).toEqual([
        conditionFailed('y'),
        noReason,
        conditionFailed('x'),
      ]);
    });
  });

  describe('a removal and a check', () => {
    it('removes an item that has the version that was read', async () => {
      const itemKey = await database.putItem({ value: 1 });
      expect(await database.commit('b', { kind: 'delete', ...itemKey, condition: requireVersion(1) })).toBe(
        'committed',
      );
      expect(await database.getItem(itemKey)).toBeUndefined();
    });

    it('are refused when the item has another version, and nothing is written', async () => {
      const [one, two, three] = [await database.putItem({}, 'x'), await database.putItem({}, 'y'), createItemKey()];
      const outcome = await database.commit(
        'b',
        { kind: 'delete', ...one, condition: requireVersion(7) },
        { kind: 'check', ...two, condition: requireVersion(7) },
        buildPutIfAbsent(three, { ...three.primaryKey }),
      );
      expect(outcome).toEqual([conditionFailed('x'), conditionFailed('y'), noReason]);
      expect(await database.getItem(one)).toMatchObject({ requestId: 'x' });
      expect(await database.getItem(three)).toBeUndefined();
    });

    it('changes nothing in the item that is only checked', async () => {
      const [one, two] = [await database.putItem({}, 'x'), createItemKey()];
      const check = { kind: 'check', ...one, condition: requireVersion(1) } as const;
      expect(await database.commit('b', check, buildPutIfAbsent(two, { ...two.primaryKey }))).toBe('committed');
      expect(await database.getItem(one)).toMatchObject({ version: 1, requestId: 'x' });
    });
  });

  describe('a token', () => {
    it('applies equal transactions once', async () => {
      const itemKey = await database.putItem({ value: 0 });
      const token = randomUUID();
      const update = addRequestId(buildUpdateIfVersion(itemKey, { from: 1, to: 2 }, { value: 1 }), 'b');
      expect(await database.send(token, update)).toEqual({ kind: 'committed' });
      expect(await database.commit('c', buildUpdateIfVersion(itemKey, { from: 2, to: 3 }, { value: 2 }))).toBe(
        'committed',
      );
      // Without the token, the condition would fail now.
      expect(await database.send(token, update)).toEqual({ kind: 'committed' });
      expect(await database.getItem(itemKey)).toMatchObject({ value: 2, version: 3, requestId: 'c' });
    });

    it('is refused with other parameters, and nothing is written', async () => {
      const [one, two] = [createItemKey(), createItemKey()];
      const token = randomUUID();
      expect(await database.send(token, buildPutIfAbsent(one, { ...one.primaryKey }))).toEqual({ kind: 'committed' });
      const outcome = await database.send(token, buildPutIfAbsent(two, { ...two.primaryKey }));
      expect(outcome).toMatchObject({ kind: 'unknown', cause: { name: 'IdempotentParameterMismatchException' } });
      expect(await database.getItem(two)).toBeUndefined();
    });

    it('can be used again after its transaction was refused', async () => {
      const itemKey = createItemKey();
      const token = randomUUID();
      const update = buildUpdateIfVersion(itemKey, { from: 1, to: 2 }, { value: 1 });
      expect(await database.send(token, update)).toMatchObject({ kind: 'refused' });
      await database.commit('a', buildPutIfAbsent(itemKey, { ...itemKey.primaryKey }));
      expect(await database.send(token, update)).toEqual({ kind: 'committed' });
      expect(await database.getItem(itemKey)).toMatchObject({ value: 1, version: 2 });
    });
  });
}
