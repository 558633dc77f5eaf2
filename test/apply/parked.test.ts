import { describe, expect, it } from 'vitest';
import { addonRef, licenseRef } from '../../lib/store/entity.ts';
import { parkedShard } from '../../lib/store/index-keys.ts';
import { locate } from '../../lib/store/item.ts';
import { useEngine } from '../support/engine.ts';
import { cancel, loseAnswer, onArrival, pass, refuse } from '../support/network.ts';
import { useWorld } from '../support/world.ts';
import { april, march, nothing, useApplier } from './applier.ts';

const engine = useEngine();
const world = useWorld(engine);
const applier = useApplier(engine);

const at = (licenseId = 'bad') => licenseRef(world.tenantId, licenseId);
const itemAt = async (licenseId = 'bad') => (await world.licenses()).find(item => item.licenseId === licenseId);
const versionOf = async (sk: string) => (await world.items()).find(item => item.sk === sk)?.version;

/** A license that is due, and that nobody can understand. */
async function haveBad(): Promise<void> {
  await world.haveLicense({ licenseId: 'bad', ends: march });
  await world.amend(at(), { type: 7 });
}

/** And one behind it that is in order. */
async function haveBadAndGood(): Promise<void> {
  await haveBad();
  await world.haveLicense({ licenseId: 'good', ends: { ...march, at: '2024-03-01T00:00:00.001Z' } });
  applier.clock += 1;
}

describe('an item that cannot be understood', () => {
  it('is put aside with the reason, told, and found no more; the ones behind it are put in force', async () => {
    await haveBadAndGood();
    expect(await applier.run()).toEqual({ ...nothing, applied: 1, parked: 1 });
    const reason = expect.stringMatching(/^The item .*bad.* does not parse: type must be of type string$/);
    expect(applier.told.parked).toEqual([[locate(at()), reason]]);
    const parked = { at: '2024-03-01T00:00:00.001Z', reason };
    expect(await itemAt()).toMatchObject({ dueShard: parkedShard, dueAt: march.at, parked, version: 1, ends: march });
    expect(await itemAt('good')).toMatchObject({ version: 2, ends: { inForce: true } });
    expect(await applier.run()).toEqual(nothing);
  });

  it('stays aside until it is repaired; then a run over what is parked puts it in force', async () => {
    await haveBadAndGood();
    await applier.run();
    expect(await applier.run({ lines: [parkedShard] })).toEqual({ ...nothing, parked: 1 });
    await world.amend(at(), { type: 'PBX' });
    expect(await applier.run({ lines: [parkedShard] })).toEqual({ ...nothing, applied: 1 });
    const item = await itemAt();
    expect(item).toMatchObject({ version: 2, ends: { inForce: true } });
    expect([item?.dueShard, item?.dueAt, item?.parked]).toEqual([undefined, undefined, undefined]);
  });

  it('whose repair moved its day is back in line for that day', async () => {
    await haveBadAndGood();
    await applier.run();
    await world.amend(at(), { type: 'PBX', ends: april });
    expect(await applier.run({ lines: [parkedShard] })).toEqual({ ...nothing, passedOver: 1 });
    const item = await itemAt();
    expect(item).toMatchObject({ dueShard: expect.stringMatching(/^due#/), dueAt: april.at, version: 1 });
    expect(item?.parked).toBeUndefined();
  });

  it('that is repaired before it is put aside is not put aside', async () => {
    await haveBad();
    const repair = onArrival(() => world.amend(at(), { type: 'PBX', version: 2 }));
    applier.network.nextOf('UpdateItem', repair);
    expect(await applier.run()).toEqual({ ...nothing, passedOver: 1 });
    expect(await applier.run()).toEqual({ ...nothing, applied: 1 });
  });

  it('is told also when the answer to putting it aside was lost', async () => {
    await haveBad();
    applier.network.nextOf('UpdateItem', loseAnswer);
    expect(await applier.run()).toEqual({ ...nothing, parked: 1 });
    expect(applier.told.parked.map(([key]) => key)).toEqual([locate(at())]);
  });

  it('without a version can be put aside too', async () => {
    await haveBadAndGood();
    await world.amend(at(), { version: undefined });
    expect(await applier.run()).toMatchObject({ parked: 1 });
  });

  it('that cannot even be put aside is counted, and stays in line', async () => {
    await haveBadAndGood();
    applier.network.always('UpdateItem', ({ input }, send) =>
      input.Key.pk.S.endsWith('bad') ? refuse('ValidationException')({} as never, send) : send(),
    );
    expect(await applier.run()).toEqual({ ...nothing, applied: 1, failed: 1 });
    applier.network.heal();
    expect(await applier.run()).toEqual({ ...nothing, parked: 1 });
  });
});

describe('a change that DynamoDB never takes', () => {
  it('is put aside, and a command puts the license back in line', async () => {
    await world.haveLicense({ starts: march });
    applier.network.nextOf('UpdateItem', refuse('ValidationException'));
    expect(await applier.run()).toEqual({ ...nothing, parked: 1 });
    world.clock = applier.clock;
    await world.call('cancelLicense', { path: { licenseId: 'license' }, body: { scheduledAt: april.on } });
    const item = await itemAt('license');
    expect([item?.dueShard === parkedShard, item?.parked]).toEqual([false, undefined]);
    await applier.run();
    expect(await itemAt('license')).toMatchObject({ starts: { inForce: true }, ends: april });
  });

  it('of several add-ons is put aside for all of them', async () => {
    await world.haveSubscription([{ ends: march }, { offeringId: 'addon-2', ends: march }]);
    applier.network.nextOf('TransactWriteItems', cancel('None', 'ValidationError', 'None'));
    expect(await applier.run()).toEqual({ ...nothing, parked: 2 });
    expect(await versionOf('subscription')).toBe(1);
    expect(await applier.run({ lines: [parkedShard] })).toEqual({ ...nothing, applied: 2 });
  });
});

describe('an add-on that cannot be understood', () => {
  it('is put aside with the others of its subscription, and other subscriptions go on', async () => {
    await world.haveSubscription([{ ends: march }, { offeringId: 'addon-2', ends: march }]);
    await world.haveSubscription([{ ends: march }], { subscriptionId: 'other' });
    const bad = addonRef(world.tenantId, 'subscription', 'addon-2');
    await world.amend(bad, { addedOn: undefined });
    expect(await applier.run()).toEqual({ ...nothing, applied: 1, parked: 2 });
    await world.amend(bad, { addedOn: '2023-11-30' });
    expect(await applier.run({ lines: [parkedShard] })).toEqual({ ...nothing, applied: 2 });
    expect(await versionOf('subscription')).toBe(2);
  });

  it('has no subscription: it is put aside', async () => {
    await world.haveSubscription([{ ends: march }]);
    await world.remove({
      table: 'connect',
      key: { pk: `${world.tenantId}#subscription#subscription`, sk: 'subscription' },
    });
    expect(await applier.run()).toEqual({ ...nothing, parked: 1 });
    expect(applier.told.parked[0]?.[1]).toContain('is not there');
  });
});

it('what this release does not know stays in line, is told, and holds nothing up', async () => {
  await world.haveLicense({ ends: march });
  const key = { pk: `${world.tenantId}#voucher#v`, sk: 'voucher' };
  await world.put({ at: { table: 'connect', key }, item: { dueShard: 'due#0', dueAt: march.at } });
  expect(await applier.run()).toEqual({ ...nothing, applied: 1, failed: 1 });
  expect(applier.told.failed).toEqual([[`connect ${key.pk} voucher`, expect.any(Error)]]);
});

it('what may not be written by us at all is not put aside', async () => {
  await world.haveLicense({ ends: march });
  applier.network.nextOf('UpdateItem', refuse('AccessDeniedException'), pass);
  expect(await applier.run()).toEqual({ ...nothing, failed: 1 });
  expect(await applier.run()).toEqual({ ...nothing, applied: 1 });
});
