import { beforeEach, describe, expect, it } from 'vitest';
import { feedHeadRef } from '../../../lib/dynamodb/items/feed.ts';
import { decideFeedStep, observeTurn } from '../../../lib/jobs/events/feed-turn.ts';
import { loseResponse, refuseCall } from '../../support/faulty-network.ts';
import { useEventWorld } from './event-world.ts';

describe('the next step of a publisher', () => {
  const head = { number: 7, day: '2024-01-15' };
  const seen = { turnId: undefined, sinceMs: 0 };
  const ofOther = { turnId: 'other', sinceMs: 0 };

  it.each([
    ['stores at once if nobody else does', head, seen, 1, 0, 'store'],
    ['stores the first event of a feed without a turn', undefined, seen, 3, 0, 'store'],
    ['claims its turn after it lost or waited', head, seen, 2, 0, 'claim'],
    ['waits during the turn of another publisher, also at its first attempt', head, ofOther, 1, 1999, 'wait'],
    ['claims the turn of a publisher that has stored nothing for two seconds', head, ofOther, 9, 2000, 'claim'],
    ['stores in its own turn', head, { turnId: 'own', sinceMs: 0 }, 5, 0, 'store'],
  ] as const)('%s', (_, readHead, turn, attempt, nowMs, step) => {
    expect(decideFeedStep(readHead, turn, 'own', attempt, nowMs)).toBe(step);
  });

  it('measures the time of a turn from when it saw it first', () => {
    const first = observeTurn(undefined, 'other', 500);
    expect(observeTurn(first, 'other', 900)).toEqual({ turnId: 'other', sinceMs: 500 });
    expect(observeTurn(first, 'next', 900)).toEqual({ turnId: 'next', sinceMs: 900 });
  });
});

describe('publishers of one feed', () => {
  const events = useEventWorld();
  const { world, importer, bus } = events;
  const setTurn = (turnId: string) => world.overwrite(feedHeadRef(world.tenantId), { turnId });
  const readHead = async () => {
    const ref = feedHeadRef(world.tenantId);
    const items = await world.items('activity');
    return items.find(({ pk }) => pk === ref.primaryKey.pk);
  };
  const createLicenses = async (count: number): Promise<void> => {
    for (let number = 0; number < count; number++)
      await world.call('createLicense', { body: { productOfferingId: 'offering', customerId: 'customer' } });
  };

  beforeEach(async () => {
    await Promise.all([world.haveCustomer(), world.haveOffering()]);
    await createLicenses(1);
    await events.publishAll();
    await createLicenses(4);
  });

  it('send no transaction during the turn of another one', async () => {
    const records = await events.readChanges();
    await setTurn('other');
    importer.network.reset();
    await events.publishOnce(records, 6000);
    expect(importer.network.commits).toEqual([]);
    expect(await readHead()).toMatchObject({ number: 2, turnId: 'other' });
  });

  it('continue two seconds after one of them crashed in its turn, and end their own turn', async () => {
    const records = await events.readChanges();
    await setTurn('crashed');
    const waitingSince = world.clock;
    expect(await events.publishOnce(records)).toEqual([]);
    expect(world.clock - waitingSince).toBeGreaterThanOrEqual(2000);
    expect(await readHead()).toMatchObject({ number: 10 });
    expect(await readHead()).not.toHaveProperty('turnId');
  });

  it.each([
    ['loses its response', loseResponse],
    ['is throttled', refuseCall('ThrottlingException')],
  ])('publish everything if the claim of a turn %s', async (_, fault) => {
    const records = await events.readChanges();
    await setTurn('crashed');
    importer.network.failNextOf('UpdateItem', fault);
    expect(await events.publishOnce(records)).toEqual([]);
    expect(await readHead()).toMatchObject({ number: 10 });
    expect(await readHead()).not.toHaveProperty('turnId');
  });

  it('store every event once and without a gap, whatever their order', async () => {
    const records = await events.readChanges();
    const left = await Promise.all(records.map(record => events.publishOnce([record], 60_000)));
    expect(left.flat()).toEqual([]);
    expect(await readHead()).toMatchObject({ number: 10 });
    const numbers = bus.calls.flat().map(({ Detail }) => (JSON.parse(Detail ?? '{}') as { number: number }).number);
    expect(numbers.sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });
});
