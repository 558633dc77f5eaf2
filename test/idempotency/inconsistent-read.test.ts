import { describe, expect, it } from 'vitest';
import { addonRef } from '../../lib/dynamodb/items/addon.ts';
import { subscriptionRef } from '../../lib/dynamodb/items/subscription.ts';
import {
  afterExecution,
  beforeExecution,
  cancelTransaction,
  type NetworkFault,
  passThrough,
  StaleRead,
  splitBatchRead,
} from '../support/faulty-network.ts';
import { anAddon } from '../support/sample-facts.ts';
import {
  cancelAddonCommand,
  cancelLicenseCommand,
  createLicenseCommand,
  expectReplay,
  haveCommandFixtures,
  shortDeadline,
  testCommands,
} from '../support/test-commands.ts';
import { useEngine } from '../support/test-engine.ts';
import { type TestResponse, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

/** A batch read is not atomic: it sees the tables at different times, and another call commits between them. */
describe.each(testCommands)('$operation', ({ operation, request, otherRequest: other, ...command }) => {
  // At once, so that the same command could not be carried out a second time.
  const { scheduledAt, ...body } = request.body as { scheduledAt: string };
  const keyed = { ...request, body, idempotencyKey: 'k' };

  it.each(['connect', 'idempotency', 'api-keys'])(
    'is a replay when the same request commits after %s was read',
    async table => {
      await haveCommandFixtures(world);
      const made: TestResponse[] = [];
      world.network.failNextOf(
        'BatchGetItem',
        splitBatchRead(table, async () => made.push(await world.call(operation, keyed))),
        passThrough,
      );
      const answer = await world.call(operation, keyed);
      expect(made).toHaveLength(1);
      for (const first of made) expectReplay(first, answer);
      expect(await command.effects(world)).toBe(1);
    },
  );

  it.each(['connect', 'idempotency'])('is a mismatch when another request commits after %s was read', async table => {
    await haveCommandFixtures(world);
    const another = () => world.call(operation, { ...other, idempotencyKey: 'k' });
    world.network.failNextOf('BatchGetItem', splitBatchRead(table, another), passThrough);
    expect((await world.call(operation, keyed)).json.code).toBe('idempotency_key_mismatch');
    expect(await command.effects(world)).toBe(1);
  });
});

describe('a license that another request changes after it was read', () => {
  it.each([{ idempotencyKey: 'a' }, {}])('is decided on anew %o', async keyed => {
    await haveCommandFixtures(world);
    const byAnother = () => world.call('cancelLicense', { path: { licenseId: 'license' } });
    world.network.failNextOf('BatchGetItem', afterExecution(byAnother), passThrough);
    const answer = await world.call('cancelLicense', { ...cancelLicenseCommand.request, ...keyed });
    expect(answer.json.code).toBe('license_already_cancelled');
    expect(await cancelLicenseCommand.effects(world)).toBe(1);
  });
});

describe('a subscription and its add-ons, read in parallel', () => {
  const { operation, request } = cancelAddonCommand;
  const cancelOther = () => world.call(operation, { ...request, body: { productOfferingId: 'addon-2' } });
  const path = { subscriptionId: 'subscription' };
  const olderParts = ['Query', 'BatchGetItem'];

  /** The next read sees one of its two parts as it was before somebody else cancelled the other add-on. */
  const tearOnce = async (older: string) => {
    const stale = new StaleRead();
    world.network.failNextOf(older, stale.fault);
    await world.call('getSubscription', { path });
    await cancelOther();
    world.network.reset();
    world.network.failNextOf(older, stale.fault);
  };

  it.each(olderParts)('are read again when the %s is older', async older => {
    await haveCommandFixtures(world);
    await tearOnce(older);
    const answer = await world.call('getSubscription', { path });
    expect(answer.json.addons).toHaveLength(1);
    expect(world.lastReport.rounds).toBe(1);
    expect(world.network.operations).toHaveLength(4);
  });

  it.each(olderParts)('are read again for a list when the %s is older', async older => {
    await haveCommandFixtures(world);
    await tearOnce(older);
    const { items } = (await world.call('listAddons', { path })).json;
    expect(items.map(({ status }: { status: string }) => status).sort()).toEqual(['ACTIVE', 'CANCELLED']);
    expect(world.network.operations).toHaveLength(4);
  });

  it('are not taken for whole, however many rounds went by on something else', async () => {
    await haveCommandFixtures(world);
    const stale = new StaleRead();
    world.network.failNextOf('Query', stale.fault);
    await world.call('getSubscription', { path });
    await cancelOther();
    const conflict = cancelTransaction('TransactionConflict');
    world.network.failNextOf('TransactWriteItems', conflict, conflict, conflict);
    world.network.failNextOf('Query', passThrough, passThrough, passThrough, stale.fault, stale.fault);
    const answer = await world.call(operation, { ...request, idempotencyKey: 'k' });
    expect(answer.json.addons).toHaveLength(1);
    world.network.reset();
    expect((await world.call('getSubscription', { path })).json.addons).toHaveLength(1);
    expect(world.lastReport.rounds).toBe(1);
  });

  it.each(olderParts)('are read again before an add-on is cancelled when the %s is older', async older => {
    await haveCommandFixtures(world);
    // With a key, the read names a record that a read of the subscription does not: so the first one is a cancellation too.
    await tearOnce(older);
    const answer = await world.call(operation, request);
    const { addons } = answer.json;
    expect(addons).toMatchObject([{ productOffering: { productOfferingId: 'addon-offering' } }]);
    expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 1, calls: 5 });
    expect(await cancelAddonCommand.effects(world)).toBe(2);
  });

  it('are not taken for one when an add-on is new: no "never had", no kept 404', async () => {
    await haveCommandFixtures(world);
    const stale = new StaleRead();
    world.network.failNextOf('Query', stale.fault);
    await world.call('getSubscription', { path });
    const added = { ...anAddon({ offeringId: 'new' }), version: 2 };
    await world.put({ at: addonRef(world.tenantId, 'subscription', 'new'), item: added });
    await world.overwrite(subscriptionRef(world.tenantId, 'subscription'), { version: 2, addonVersions: 4 });
    world.network.failNextOf('Query', stale.fault);
    const answer = await world.call(operation, { path, body: { productOfferingId: 'new' }, idempotencyKey: 'k' });
    expect(answer.status).toBe(200);
    expect(world.lastReport).toMatchObject({ rounds: 1, calls: 5 });
  });

  it('are not read again for a replay or an unauthorized call', async () => {
    await haveCommandFixtures(world);
    const first = await world.call(operation, { ...request, idempotencyKey: 'k' });
    await world.overwrite(subscriptionRef(world.tenantId, 'subscription'), { addonVersions: 7 });
    expectReplay(first, await world.call(operation, { ...request, idempotencyKey: 'k' }));
    expect(world.lastReport.calls).toBe(2);
    const apiKey = await world.haveApiKey({ revokedAt: world.now });
    expect((await world.call('getSubscription', { path, apiKey })).status).toBe(401);
    expect(world.lastReport.calls).toBe(2);
  });

  it('are read again while there are only add-ons, and end as not found when that stays so', async () => {
    await haveCommandFixtures(world);
    await world.remove(subscriptionRef(world.tenantId, 'subscription'));
    expect((await world.call('getSubscription', { path })).json.code).toBe('subscription_not_found');
    expect(world.lastReport).toMatchObject({ rounds: 1, calls: 8 });
  });

  it('are read again when the change falls between two pages', async () => {
    await haveCommandFixtures(world);
    const firstPage: NetworkFault = async (call, send) => afterExecution(cancelOther)(call, () => send({ Limit: 1 }));
    world.network.failNextOf('Query', firstPage);
    const answer = await world.call(operation, { ...request, idempotencyKey: 'k' });
    expect(answer.status).toBe(200);
    expect(answer.json.addons).toHaveLength(1);
    expect(await cancelAddonCommand.effects(world)).toBe(2);
  });

  it('that never fit are given up by the deadline, with nothing done', async () => {
    await haveCommandFixtures(world);
    let version = 100;
    const step = () =>
      world.overwrite(subscriptionRef(world.tenantId, 'subscription'), { version: ++version, addonVersions: 7 });
    world.network.failNextOf('BatchGetItem', ...Array.from({ length: 600 }, () => beforeExecution(step)));
    const start = world.clock;
    expect((await world.call('getSubscription', { path, ...shortDeadline })).json.code).toBe('SERVICE_UNAVAILABLE');
    expect((await world.call(operation, { ...request, ...shortDeadline })).json.code).toBe('SERVICE_UNAVAILABLE');
    expect((await world.call(operation, { ...request, idempotencyKey: 'k', ...shortDeadline })).json.code).toBe(
      'idempotency_key_locked',
    );
    expect(world.clock - start).toBeLessThanOrEqual(3 * 1000);
    world.network.reset();
    expect(await world.records()).toEqual([]);
  });

  describe('whose versions were written wrong, by a repair or a restore', () => {
    const head = () => subscriptionRef(world.tenantId, 'subscription');
    const wrong = {
      'a sum that is off': () => world.overwrite(head(), { addonVersions: 7 }),
      'an add-on ahead of its subscription': () =>
        world.overwrite(addonRef(world.tenantId, 'subscription', 'addon-offering'), { version: 9 }),
    };

    it.each(Object.entries(wrong))(
      '%s is read after a few more looks, and the next change puts it right',
      async (_, spoil) => {
        await haveCommandFixtures(world);
        await spoil();
        expect((await world.call('getSubscription', { path })).status).toBe(200);
        expect(world.lastReport).toMatchObject({ rounds: 1, calls: 8 });
        expect((await world.call('listAddons', { path })).json.items).toHaveLength(2);
        expect((await world.call(operation, { ...request, idempotencyKey: 'k' })).status).toBe(200);
        world.network.reset();
        expect((await world.call('getSubscription', { path })).status).toBe(200);
        expect(world.network.operations).toHaveLength(2);
      },
    );
  });
});

it('an assignment to the owner names one item twice, which is read once', async () => {
  await haveCommandFixtures(world);
  const body = {
    ...(createLicenseCommand.otherRequest.body as object),
    assignedTo: { type: 'CUSTOMER', customerId: 'customer' },
  };
  expect((await world.call('createLicense', { body })).json.assignedTo.customerDisplay).toBe('Ada Ltd');
  const keys: object[] = world.network.calls[0]?.input.RequestItems.connect.Keys;
  expect(new Set(keys.map(key => JSON.stringify(key))).size).toBe(keys.length);
});
