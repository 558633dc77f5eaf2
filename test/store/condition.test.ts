import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { newBudget } from '../../lib/command/budget.ts';
import { keepAnswer, recordRef } from '../../lib/command/record.ts';
import type { Database } from '../../lib/store/database.ts';
import { dynamoDatabase } from '../../lib/store/dynamodb.ts';
import { type Item, type Location, locate } from '../../lib/store/item.ts';
import { change, putNew, signed, type Write } from '../../lib/store/write.ts';
import { useEngine } from '../support/engine.ts';

const engine = useEngine();
const database = (): Database => dynamoDatabase(engine.client, engine.tables, Date.now);
const budget = () => newBudget(Date.now() + 60_000);
const somewhere = (): Location => ({ table: 'connect', key: { pk: randomUUID(), sk: 'thing' } });

const commit = async (by: string, ...writes: Write[]) => {
  const outcome = await database().commit(
    { token: randomUUID(), writes: writes.map(write => signed(write, by)) },
    budget(),
  );
  return outcome.kind === 'refused' ? outcome.reasons : outcome.kind;
};

const stored = async (at: Location): Promise<Item | undefined> => {
  const outcome = await database().read({ items: [at], collections: [] }, budget());
  return outcome.kind === 'read' ? outcome.items.get(locate(at)) : undefined;
};

const failed = (writtenBy?: string) => ({ code: 'ConditionalCheckFailed', writtenBy });
const fine = { code: 'None' };

describe('a new item', () => {
  it('is of version 1', async () => {
    const at = somewhere();
    expect(await commit('a', putNew(at, { ...at.key, value: 1 }))).toBe('committed');
    expect(await stored(at)).toEqual({ ...at.key, value: 1, version: 1, requestId: 'a' });
  });

  it('is refused where one is, and told whose', async () => {
    const at = somewhere();
    await commit('a', putNew(at, { ...at.key, value: 1 }));
    expect(await commit('b', putNew(at, { ...at.key, value: 2 }))).toEqual([failed('a')]);
    expect(await stored(at)).toMatchObject({ value: 1, requestId: 'a' });
  });
});

describe('a change', () => {
  it('sets and removes the attributes it names, and leaves the others alone', async () => {
    const at = somewhere();
    await commit('a', putNew(at, { ...at.key, kept: 'x', changed: 1, removed: [1], unknown: { later: true } }));
    expect(await commit('b', change(at, { from: 1, to: 2 }, { changed: 2, removed: undefined, added: { a: 1 } }))).toBe(
      'committed',
    );
    const { removed, ...left } = { ...(await stored(at)) };
    expect(left).toEqual({
      ...at.key,
      kept: 'x',
      changed: 2,
      added: { a: 1 },
      unknown: { later: true },
      version: 2,
      requestId: 'b',
    });
    expect(removed).toBeUndefined();
  });

  it('may name what DynamoDB reserves', async () => {
    const at = somewhere();
    await commit('a', putNew(at, { ...at.key, status: 'old', 'a.b': 1 }));
    await commit('b', change(at, { from: 1, to: 2 }, { status: 'new', name: 'n', 'a.b': 2, '#a0': 3, ':a0': 4 }));
    expect(await stored(at)).toMatchObject({ status: 'new', name: 'n', 'a.b': 2, '#a0': 3, ':a0': 4 });
  });

  it.each([
    ['has another version by now', 2],
    ['has a version to come', 0],
  ])('is refused where the item %s', async (_what, from) => {
    const at = somewhere();
    await commit('a', putNew(at, { ...at.key }));
    expect(await commit('b', change(at, { from, to: 9 }, { value: 2 }))).toEqual([failed('a')]);
    expect(await stored(at)).toMatchObject({ version: 1, requestId: 'a' });
  });

  it('is refused where there is nothing, and makes nothing', async () => {
    const at = somewhere();
    expect(await commit('b', change(at, { from: 1, to: 2 }, { value: 2 }))).toEqual([failed()]);
    expect(await stored(at)).toBeUndefined();
  });
});

describe('a transaction', () => {
  it('does nothing when one of its conditions fails, and says which', async () => {
    const [one, two, three] = [somewhere(), somewhere(), somewhere()];
    await commit('a', putNew(two, { ...two.key }));
    const outcome = await commit(
      'b',
      putNew(one, { ...one.key }),
      putNew(two, { ...two.key }),
      putNew(three, { ...three.key }),
    );
    expect(outcome).toEqual([fine, failed('a'), fine]);
    expect([await stored(one), await stored(three)]).toEqual([undefined, undefined]);
  });
});

describe('an answer is kept', () => {
  const now = Date.parse('2024-01-15T09:30:00.000Z');
  const ref = recordRef('tenant', 'key');
  const keep = (by: string, nowMs: number) =>
    keepAnswer(ref, { status: 200, headers: {}, body: by }, { version: 1, digest: 'd' }, by, nowMs);
  const lifetime = (24 * 3600 + 900) * 1000;

  it('where none is, and where the one that is has expired; never over a live one', async () => {
    expect(await commit('a', keep('a', now))).toBe('committed');
    expect(await commit('b', keep('b', now))).toEqual([failed('a')]);
    expect(await commit('b', keep('b', now + lifetime - 1))).toEqual([failed('a')]);
    expect(await stored(ref)).toMatchObject({ body: 'a', expiresAt: (now + lifetime) / 1000 });
    expect(await commit('b', keep('b', now + lifetime))).toBe('committed');
    expect(await stored(ref)).toMatchObject({ body: 'b', requestId: 'b' });
  });
});
