import { beforeAll, describe, expect, it } from 'vitest';
import { EventLease } from '../../tools/local/event-lease.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
const leaseMs = 5000;
const start = 1_700_000_000_000;

let tables = 0;
/** Two servers of an engine on which nobody has told anything yet. */
async function twoServers(): Promise<[EventLease, EventLease]> {
  const table = `connect-${++tables}`;
  const [a, b] = ['a', 'b'].map(holder => new EventLease(engine.client, table, holder, leaseMs)) as [
    EventLease,
    EventLease,
  ];
  await Promise.all([a.createTable(), b.createTable()]);
  return [a, b];
}

const state = { position: { arn: 'arn', shards: { one: '17' } } };

describe('the lease', () => {
  let a: EventLease;
  let b: EventLease;
  beforeAll(async () => {
    [a, b] = await twoServers();
  });

  it('is taken by one, who begins at the beginning', async () => {
    const taken = await Promise.all([a.take(start), b.take(start)]);
    expect(taken).toContainEqual({});
    expect(taken).toContain(undefined);
    if (taken[0] === undefined) [a, b] = [b, a];
  });

  it('stays with who renews it', async () => {
    expect(await a.keep(state, start + 4000)).toBe(true);
    expect(await b.take(start + 9000)).toBeUndefined();
  });

  it('is taken over when nothing is heard of its holder, from where that one came to', async () => {
    expect(await b.take(start + 9001)).toEqual(state);
  });

  it('is lost for good by who was thought dead and comes back', async () => {
    expect(await a.keep({}, start + 9002)).toBe(false);
    expect(await a.take(start + 9003)).toBeUndefined();
    expect(await b.keep(state, start + 9004)).toBe(true);
  });

  it('is renewed by its holder alone, who goes on from where it was', async () => {
    await b.renew(start + 20_000);
    await a.renew(start + 90_000);
    expect(await a.take(start + 24_999)).toBeUndefined();
    expect(await b.take(start + 24_999)).toEqual(state);
  });

  it('is free at once when its holder leaves', async () => {
    await a.release();
    expect(await a.take(start + 25_000)).toBeUndefined();
    await b.release();
    expect(await a.take(start + 25_001)).toEqual(state);
  });
});
