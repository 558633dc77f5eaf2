import { describe, expect, it } from 'vitest';
import { addonRef } from '../../../lib/dynamodb/items/addon.ts';
import { anAddon } from '../../support/sample-facts.ts';
import { useEngine } from '../../support/test-engine.ts';
import { useWorld } from '../../support/test-world.ts';
import { emptyRunReport, firstOfApril, firstOfMarch, useScheduledChanges } from './scheduled-changes-harness.ts';

const engine = useEngine();
const world = useWorld(engine);
const applier = useScheduledChanges(engine);

const itemOf = async (sk: string) => (await world.items()).find(item => item.sk === sk);

describe('a license', () => {
  it('is not changed before its date', async () => {
    await world.haveLicense({ ends: firstOfMarch });
    const before = await world.items();
    applier.clock -= 1;
    expect(await applier.run()).toEqual(emptyRunReport);
    expect(await world.items()).toEqual(before);
  });

  it('that is due is applied in one version step and leaves the index', async () => {
    await world.haveLicense({ ends: firstOfMarch });
    const before = await itemOf('license');
    expect(await applier.run()).toEqual({ ...emptyRunReport, applied: 1 });
    const { dueShard, dueAt, ...rest } = before ?? {};
    expect(await itemOf('license')).toEqual({
      ...rest,
      ends: { ...firstOfMarch, applied: true },
      version: 2,
      requestId: expect.any(String),
      step: { version: 2, at: firstOfMarch.at },
    });
    expect([dueShard, dueAt]).toEqual([expect.stringMatching(/^due#\d+$/), firstOfMarch.at]);
    expect(await applier.run()).toEqual(emptyRunReport);
  });

  it('that starts now and ends later is applied again at its end', async () => {
    await world.haveLicense({ starts: firstOfMarch, ends: firstOfApril });
    await applier.run();
    expect(await itemOf('license')).toMatchObject({
      starts: { applied: true },
      ends: firstOfApril,
      dueAt: firstOfApril.at,
    });
    applier.clock = Date.parse(firstOfApril.at);
    expect(await applier.run()).toMatchObject({ applied: 1 });
    expect(await itemOf('license')).toMatchObject({ ends: { applied: true }, version: 3 });
  });

  it('that started and ended while no job ran is applied in one step', async () => {
    await world.haveLicense({ starts: firstOfMarch, ends: firstOfApril });
    applier.clock = Date.parse('2024-05-01T00:00:00.000Z');
    expect(await applier.run()).toEqual({ ...emptyRunReport, applied: 1 });
    const done = { starts: { applied: true }, ends: { applied: true }, version: 2 };
    expect(await itemOf('license')).toMatchObject(done);
  });

  it('is changed by one call without a transaction', async () => {
    await world.haveLicense({ ends: firstOfMarch });
    await applier.run();
    const calls = applier.network.operations.filter(operation => operation !== 'Query');
    expect(calls).toEqual(['BatchGetItem', 'UpdateItem']);
  });
});

describe('a subscription', () => {
  const addons = [
    { ends: firstOfMarch },
    { offeringId: 'addon-2', starts: firstOfMarch },
    { offeringId: 'addon-3', ends: firstOfApril },
  ];

  it('has all its due add-ons applied in one version step', async () => {
    await world.haveSubscription(addons);
    expect(await applier.run()).toEqual({ ...emptyRunReport, applied: 2 });
    expect(await itemOf('subscription')).toMatchObject({ version: 2, addonVersions: 5 });
    expect(await itemOf('addon#addon-offering')).toMatchObject({ version: 2, ends: { applied: true } });
    expect(await itemOf('addon#addon-2')).toMatchObject({ version: 2, starts: { applied: true } });
    expect(await itemOf('addon#addon-3')).toMatchObject({ version: 1, ends: firstOfApril, dueAt: firstOfApril.at });
    expect(applier.network.commits).toHaveLength(1);
  });

  it('with more due add-ons than fit in a transaction is applied in two', async () => {
    const many = Array.from({ length: 120 }, (_, n) => ({ offeringId: `addon-${n}`, ends: firstOfMarch }));
    await world.haveSubscription(many.slice(0, 60));
    const more = many.slice(60).map(facts => ({
      at: addonRef(world.tenantId, 'subscription', facts.offeringId),
      item: { ...anAddon(facts) },
    }));
    await world.put(...more);
    expect(await applier.run()).toMatchObject({ applied: 120, failed: 0, stoppedEarly: false });
    expect(applier.network.commits.map(({ input }) => input.TransactItems.length)).toEqual([100, 22]);
    expect(await itemOf('subscription')).toMatchObject({ version: 3, addonVersions: 99 * 2 + 21 * 3 });
    expect(await applier.run()).toEqual(emptyRunReport);
  });
});
