import { describe, expect, it } from 'vitest';
import { formatItemKey } from '../../../lib/dynamodb/item.ts';
import { addonRef } from '../../../lib/dynamodb/items/addon.ts';
import { quarantineShard } from '../../../lib/dynamodb/items/index-keys.ts';
import { licenseRef } from '../../../lib/dynamodb/items/license.ts';
import {
  beforeExecution,
  cancelTransaction,
  loseResponse,
  passThrough,
  refuseCall,
} from '../../support/faulty-network.ts';
import { useEngine } from '../../support/test-engine.ts';
import { useWorld } from '../../support/test-world.ts';
import { emptyRunReport, firstOfApril, firstOfMarch, useScheduledChanges } from './scheduled-changes-harness.ts';

const engine = useEngine();
const world = useWorld(engine);
const applier = useScheduledChanges(engine);

const licenseAddress = (licenseId = 'bad') => licenseRef(world.tenantId, licenseId);
const readLicense = async (licenseId = 'bad') => (await world.licenses()).find(item => item.licenseId === licenseId);
const readVersion = async (sk: string) => (await world.items()).find(item => item.sk === sk)?.version;

/** Stores a due license that does not parse. */
async function haveCorruptLicense(): Promise<void> {
  await world.haveLicense({ licenseId: 'bad', ends: firstOfMarch });
  await world.overwrite(licenseAddress(), { type: 7 });
}

/** Stores a valid license that is due later. */
async function haveCorruptAndValidLicense(): Promise<void> {
  await haveCorruptLicense();
  await world.haveLicense({ licenseId: 'good', ends: { ...firstOfMarch, at: '2024-03-01T00:00:00.001Z' } });
  applier.clock += 1;
}

describe('an item that does not parse', () => {
  it('is quarantined with the reason, logged, and not found again; later ones are applied', async () => {
    await haveCorruptAndValidLicense();
    expect(await applier.run()).toEqual({ ...emptyRunReport, applied: 1, quarantined: 1 });
    const reason = expect.stringMatching(/^The item .*bad.* does not parse: type must be of type string$/);
    expect(applier.reported.quarantined).toEqual([[formatItemKey(licenseAddress()), reason]]);
    const quarantined = { at: '2024-03-01T00:00:00.001Z', reason };
    expect(await readLicense()).toMatchObject({
      dueShard: quarantineShard,
      dueAt: firstOfMarch.at,
      quarantined,
      version: 1,
      ends: firstOfMarch,
    });
    expect(await readLicense('good')).toMatchObject({ version: 2, ends: { applied: true } });
    expect(await applier.run()).toEqual(emptyRunReport);
  });

  it('stays in quarantine until it is repaired; then a run over the quarantine applies it', async () => {
    await haveCorruptAndValidLicense();
    await applier.run();
    expect(await applier.run({ shards: [quarantineShard] })).toEqual({ ...emptyRunReport, quarantined: 1 });
    await world.overwrite(licenseAddress(), { type: 'PBX' });
    expect(await applier.run({ shards: [quarantineShard] })).toEqual({ ...emptyRunReport, applied: 1 });
    const item = await readLicense();
    expect(item).toMatchObject({ version: 2, ends: { applied: true } });
    expect([item?.dueShard, item?.dueAt, item?.quarantined]).toEqual([undefined, undefined, undefined]);
  });

  it('whose repair moved its date is due again on that date', async () => {
    await haveCorruptAndValidLicense();
    await applier.run();
    await world.overwrite(licenseAddress(), { type: 'PBX', ends: firstOfApril });
    expect(await applier.run({ shards: [quarantineShard] })).toEqual({ ...emptyRunReport, skipped: 1 });
    const item = await readLicense();
    expect(item).toMatchObject({ dueShard: expect.stringMatching(/^due#/), dueAt: firstOfApril.at, version: 1 });
    expect(item?.quarantined).toBeUndefined();
  });

  it('that is repaired before it is quarantined is not quarantined', async () => {
    await haveCorruptLicense();
    const repair = beforeExecution(() => world.overwrite(licenseAddress(), { type: 'PBX', version: 2 }));
    applier.network.failNextOf('UpdateItem', repair);
    expect(await applier.run()).toEqual({ ...emptyRunReport, skipped: 1 });
    expect(await applier.run()).toEqual({ ...emptyRunReport, applied: 1 });
  });

  it('is logged also if the response to its quarantine was lost', async () => {
    await haveCorruptLicense();
    applier.network.failNextOf('UpdateItem', loseResponse);
    expect(await applier.run()).toEqual({ ...emptyRunReport, quarantined: 1 });
    expect(applier.reported.quarantined.map(([key]) => key)).toEqual([formatItemKey(licenseAddress())]);
  });

  it('without a version can be quarantined, too', async () => {
    await haveCorruptAndValidLicense();
    await world.overwrite(licenseAddress(), { version: undefined });
    expect(await applier.run()).toMatchObject({ quarantined: 1 });
  });

  it('that cannot be quarantined is counted and stays in the index', async () => {
    await haveCorruptAndValidLicense();
    applier.network.failAlways('UpdateItem', ({ input }, send) =>
      input.Key.pk.S.endsWith('bad') ? refuseCall('ValidationException')({} as never, send) : send(),
    );
    expect(await applier.run()).toEqual({ ...emptyRunReport, applied: 1, failed: 1 });
    applier.network.heal();
    expect(await applier.run()).toEqual({ ...emptyRunReport, quarantined: 1 });
  });
});

describe('a change that DynamoDB never accepts', () => {
  it('is quarantined, and a command returns the license to the index', async () => {
    await world.haveLicense({ starts: firstOfMarch });
    applier.network.failNextOf('UpdateItem', refuseCall('ValidationException'));
    expect(await applier.run()).toEqual({ ...emptyRunReport, quarantined: 1 });
    world.clock = applier.clock;
    await world.call('cancelLicense', { path: { licenseId: 'license' }, body: { scheduledAt: firstOfApril.on } });
    const item = await readLicense('license');
    expect([item?.dueShard === quarantineShard, item?.quarantined]).toEqual([false, undefined]);
    await applier.run();
    expect(await readLicense('license')).toMatchObject({ starts: { applied: true }, ends: firstOfApril });
  });

  it('of several add-ons is quarantined for all of them', async () => {
    await world.haveSubscription([{ ends: firstOfMarch }, { offeringId: 'addon-2', ends: firstOfMarch }]);
    applier.network.failNextOf('TransactWriteItems', cancelTransaction('None', 'ValidationError', 'None'));
    expect(await applier.run()).toEqual({ ...emptyRunReport, quarantined: 2 });
    expect(await readVersion('subscription')).toBe(1);
    expect(await applier.run({ shards: [quarantineShard] })).toEqual({ ...emptyRunReport, applied: 2 });
  });
});

describe('an add-on that does not parse', () => {
  it('is quarantined with the others of its subscription; other subscriptions continue', async () => {
    await world.haveSubscription([{ ends: firstOfMarch }, { offeringId: 'addon-2', ends: firstOfMarch }]);
    await world.haveSubscription([{ ends: firstOfMarch }], { subscriptionId: 'other' });
    const bad = addonRef(world.tenantId, 'subscription', 'addon-2');
    await world.overwrite(bad, { addedOn: undefined });
    expect(await applier.run()).toEqual({ ...emptyRunReport, applied: 1, quarantined: 2 });
    await world.overwrite(bad, { addedOn: '2023-11-30' });
    expect(await applier.run({ shards: [quarantineShard] })).toEqual({ ...emptyRunReport, applied: 2 });
    expect(await readVersion('subscription')).toBe(2);
  });

  it('without a subscription is quarantined', async () => {
    await world.haveSubscription([{ ends: firstOfMarch }]);
    await world.remove({
      table: 'connect',
      primaryKey: { pk: `${world.tenantId}#subscription#subscription`, sk: 'subscription' },
    });
    expect(await applier.run()).toEqual({ ...emptyRunReport, quarantined: 1 });
    expect(applier.reported.quarantined[0]?.[1]).toContain('is not there');
  });
});

it('an unknown entry stays in the index, is logged, and blocks nothing', async () => {
  await world.haveLicense({ ends: firstOfMarch });
  const key = { pk: `${world.tenantId}#voucher#v`, sk: 'voucher' };
  await world.put({ at: { table: 'connect', primaryKey: key }, item: { dueShard: 'due#0', dueAt: firstOfMarch.at } });
  expect(await applier.run()).toEqual({ ...emptyRunReport, applied: 1, failed: 1 });
  expect(applier.reported.failed).toEqual([[`connect ${key.pk} voucher`, expect.any(Error)]]);
});

it('an item without write permission is not quarantined', async () => {
  await world.haveLicense({ ends: firstOfMarch });
  applier.network.failNextOf('UpdateItem', refuseCall('AccessDeniedException'), passThrough);
  expect(await applier.run()).toEqual({ ...emptyRunReport, failed: 1 });
  expect(await applier.run()).toEqual({ ...emptyRunReport, applied: 1 });
});
