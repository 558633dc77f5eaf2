import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { addRequestId, buildPutIfAbsent, buildUpdateIfVersion } from '../../lib/dynamodb/item-write.ts';
import { conditionFailed, createFreeAddress, type DatabaseUnderTest } from './conformance-suite.ts';

const noReason = { code: 'None', writtenBy: undefined };

/** All or nothing, and one token is one transaction (I1, I3, I6). */
export function describeTransactions(store: DatabaseUnderTest): void {
  describe('a transaction', () => {
    it('does all of it, in several tables', async () => {
      const [one, two] = [createFreeAddress(), createFreeAddress('idempotency')];
      expect(
        await store.commit(
          'a',
          buildPutIfAbsent(one, { ...one.primaryKey }),
          buildPutIfAbsent(two, { ...two.primaryKey }),
        ),
      ).toBe('committed');
      expect(await store.stored(one)).toMatchObject({ requestId: 'a' });
      expect(await store.stored(two)).toMatchObject({ requestId: 'a' });
    });

    it('does nothing when one of its conditions fails, and says which and whose', async () => {
      const [one, two, three] = [createFreeAddress(), await store.have({}, 'x'), await store.have({}, 'y')];
      const outcome = await store.commit(
        'b',
        buildPutIfAbsent(one, { ...one.primaryKey }),
        buildPutIfAbsent(two, { ...two.primaryKey }),
        buildUpdateIfVersion(three, { from: 1, to: 2 }, {}),
      );
      expect(outcome).toEqual([noReason, conditionFailed('x'), noReason]);
      expect(await store.stored(one)).toBeUndefined();
      expect(await store.stored(three)).toMatchObject({ version: 1, requestId: 'y' });
    });

    it('says of every condition that fails that it does, in the order of the writes', async () => {
      const [one, two, three] = [await store.have({}, 'x'), createFreeAddress(), await store.have({}, 'y')];
      const fail = buildUpdateIfVersion(three, { from: 7, to: 8 }, {});
      const put = buildPutIfAbsent(one, { ...one.primaryKey });
      const pass = buildPutIfAbsent(two, { ...two.primaryKey });
      expect(await store.commit('b', put, pass, fail)).toEqual([conditionFailed('x'), noReason, conditionFailed('y')]);
      expect(await store.commit('b', fail, pass, put)).toEqual([conditionFailed('y'), noReason, conditionFailed('x')]);
    });
  });

  describe('a token', () => {
    it('carries out equal transactions once', async () => {
      const at = await store.have({ value: 0 });
      const token = randomUUID();
      const step = addRequestId(buildUpdateIfVersion(at, { from: 1, to: 2 }, { value: 1 }), 'b');
      expect(await store.send(token, step)).toEqual({ kind: 'committed' });
      expect(await store.commit('c', buildUpdateIfVersion(at, { from: 2, to: 3 }, { value: 2 }))).toBe('committed');
      // Without the token, its condition would fail by now.
      expect(await store.send(token, step)).toEqual({ kind: 'committed' });
      expect(await store.stored(at)).toMatchObject({ value: 2, version: 3, requestId: 'c' });
    });

    it('is refused with other parameters, and nothing is done', async () => {
      const [one, two] = [createFreeAddress(), createFreeAddress()];
      const token = randomUUID();
      expect(await store.send(token, buildPutIfAbsent(one, { ...one.primaryKey }))).toEqual({ kind: 'committed' });
      const outcome = await store.send(token, buildPutIfAbsent(two, { ...two.primaryKey }));
      expect(outcome).toMatchObject({ kind: 'unknown', cause: { name: 'IdempotentParameterMismatchException' } });
      expect(await store.stored(two)).toBeUndefined();
    });

    it('may be used again when its transaction was refused', async () => {
      const at = createFreeAddress();
      const token = randomUUID();
      const step = buildUpdateIfVersion(at, { from: 1, to: 2 }, { value: 1 });
      expect(await store.send(token, step)).toMatchObject({ kind: 'refused' });
      await store.commit('a', buildPutIfAbsent(at, { ...at.primaryKey }));
      expect(await store.send(token, step)).toEqual({ kind: 'committed' });
      expect(await store.stored(at)).toMatchObject({ value: 1, version: 2 });
    });
  });
}
