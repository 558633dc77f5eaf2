import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { change, putNew, signed } from '../../lib/store/write.ts';
import { failed, type StoreUnderTest, somewhere } from './suite.ts';

const fine = { code: 'None', writtenBy: undefined };

/** All or nothing, and one token is one transaction (I1, I3, I6). */
export function describeTransactions(store: StoreUnderTest): void {
  describe('a transaction', () => {
    it('does all of it, in several tables', async () => {
      const [one, two] = [somewhere(), somewhere('idempotency')];
      expect(await store.commit('a', putNew(one, { ...one.key }), putNew(two, { ...two.key }))).toBe('committed');
      expect(await store.stored(one)).toMatchObject({ requestId: 'a' });
      expect(await store.stored(two)).toMatchObject({ requestId: 'a' });
    });

    it('does nothing when one of its conditions fails, and says which and whose', async () => {
      const [one, two, three] = [somewhere(), await store.have({}, 'x'), await store.have({}, 'y')];
      const outcome = await store.commit(
        'b',
        putNew(one, { ...one.key }),
        putNew(two, { ...two.key }),
        change(three, { from: 1, to: 2 }, {}),
      );
      expect(outcome).toEqual([fine, failed('x'), fine]);
      expect(await store.stored(one)).toBeUndefined();
      expect(await store.stored(three)).toMatchObject({ version: 1, requestId: 'y' });
    });

    it('says of every condition that fails that it does, in the order of the writes', async () => {
      const [one, two, three] = [await store.have({}, 'x'), somewhere(), await store.have({}, 'y')];
      const fail = change(three, { from: 7, to: 8 }, {});
      const put = putNew(one, { ...one.key });
      const pass = putNew(two, { ...two.key });
      expect(await store.commit('b', put, pass, fail)).toEqual([failed('x'), fine, failed('y')]);
      expect(await store.commit('b', fail, pass, put)).toEqual([failed('y'), fine, failed('x')]);
    });
  });

  describe('a token', () => {
    it('carries out equal transactions once', async () => {
      const at = await store.have({ value: 0 });
      const token = randomUUID();
      const step = signed(change(at, { from: 1, to: 2 }, { value: 1 }), 'b');
      expect(await store.send(token, step)).toEqual({ kind: 'committed' });
      expect(await store.commit('c', change(at, { from: 2, to: 3 }, { value: 2 }))).toBe('committed');
      // Without the token, its condition would fail by now.
      expect(await store.send(token, step)).toEqual({ kind: 'committed' });
      expect(await store.stored(at)).toMatchObject({ value: 2, version: 3, requestId: 'c' });
    });

    it('is refused with other parameters, and nothing is done', async () => {
      const [one, two] = [somewhere(), somewhere()];
      const token = randomUUID();
      expect(await store.send(token, putNew(one, { ...one.key }))).toEqual({ kind: 'committed' });
      const outcome = await store.send(token, putNew(two, { ...two.key }));
      expect(outcome).toMatchObject({ kind: 'unknown', cause: { name: 'IdempotentParameterMismatchException' } });
      expect(await store.stored(two)).toBeUndefined();
    });

    it('may be used again when its transaction was refused', async () => {
      const at = somewhere();
      const token = randomUUID();
      const step = change(at, { from: 1, to: 2 }, { value: 1 });
      expect(await store.send(token, step)).toMatchObject({ kind: 'refused' });
      await store.commit('a', putNew(at, { ...at.key }));
      expect(await store.send(token, step)).toEqual({ kind: 'committed' });
      expect(await store.stored(at)).toMatchObject({ value: 1, version: 2 });
    });
  });
}
