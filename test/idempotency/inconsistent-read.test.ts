import { describe, expect, it } from 'vitest';
import { addonRef } from '../../lib/dynamodb/items/addon.ts';
import { subscriptionRef } from '../../lib/dynamodb/items/subscription.ts';
import { haveExampleFixtures } from '../support/example-requests.ts';
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

/** A batch read is not atomic: it reads the tables at different times, and another call may commit between these reads. */
describe.each(testCommands)('$operation', ({ operation, request, otherRequest: other, ...command }) => {
  // Removes the date, so that the command takes effect immediately and cannot be executed a second time.
  const { scheduledAt, ...body } = request.body as { scheduledAt: string };
  const requestWithKey = { ...request, body, idempotencyKey: 'k' };

  it.each(['connect', 'idempotency', 'api-keys'])(
    'returns a replay when the same request commits after table %s was read',
    async table => {
      await haveExampleFixtures(world);
      const concurrentResponses: TestResponse[] = [];
      world.network.failNextOf(
        'BatchGetItem',
        splitBatchRead(table, async () => concurrentResponses.push(await world.call(operation, requestWithKey))),
        passThrough,
      );
      const response = await world.call(operation, requestWithKey);
      expect(concurrentResponses).toHaveLength(1);
      for (const first of concurrentResponses) expectReplay(first, response);
      expect(await command.effects(world)).toBe(1);
    },
  );

  it.each(['connect', 'idempotency'])(
    'returns a mismatch when another request commits after table %s was read',
    async table => {
      await haveExampleFixtures(world);
      const sendOther = () => world.call(operation, { ...other, idempotencyKey: 'k' });
      world.network.failNextOf('BatchGetItem', splitBatchRead(table, sendOther), passThrough);
      expect((await world.call(operation, requestWithKey)).json.code).toBe('idempotency_key_mismatch');
      expect(await command.effects(world)).toBe(1);
    },
  );
});

describe('cancelLicense when another request changes the license after the read', () => {
  it.each([{ idempotencyKey: 'a' }, {}])('decides again on the current license %o', async keyOption => {
    await haveCommandFixtures(world);
    const cancelConcurrently = () => world.call('cancelLicense', { path: { licenseId: 'license' } });
    world.network.failNextOf('BatchGetItem', afterExecution(cancelConcurrently), passThrough);
    const response = await world.call('cancelLicense', { ...cancelLicenseCommand.request, ...keyOption });
    expect(response.json.code).toBe('license_already_cancelled');
    expect(await cancelLicenseCommand.effects(world)).toBe(1);
  });
});

describe('a subscription and its add-ons, read in parallel', () => {
  const { operation, request } = cancelAddonCommand;
  const cancelOther = () => world.call(operation, { ...request, body: { productOfferingId: 'addon-2' } });
  const path = { subscriptionId: 'subscription' };
  const readOperations = ['Query', 'BatchGetItem'];

  /** Makes one of the two calls of the next read return the state before the other add-on was cancelled. */
  const makeNextReadInconsistent = async (staleOperation: string) => {
    const stale = new StaleRead();
    world.network.failNextOf(staleOperation, stale.fault);
    await world.call('getSubscription', { path });
    await cancelOther();
    world.network.reset();
    world.network.failNextOf(staleOperation, stale.fault);
  };

  it.each(readOperations)('are read again when the %s returns an older state', async staleOperation => {
    await haveCommandFixtures(world);
    await makeNextReadInconsistent(staleOperation);
    const response = await world.call('getSubscription', { path });
    expect(response.json.addons).toHaveLength(1);
    expect(world.lastReport.rounds).toBe(1);
    expect(world.network.operations).toHaveLength(4);
  });

  it.each(readOperations)('are read again for a list when the %s returns an older state', async staleOperation => {
    await haveCommandFixtures(world);
    await makeNextReadInconsistent(staleOperation);
    const { items } = (await world.call('listAddons', { path })).json;
    expect(items.map(({ status }: { status: string }) => status).sort()).toEqual(['ACTIVE', 'CANCELLED']);
    expect(world.network.operations).toHaveLength(4);
  });

  it('are not accepted while inconsistent, even after several rounds that ended in conflicts', async () => {
    await haveCommandFixtures(world);
    const stale = new StaleRead();
    world.network.failNextOf('Query', stale.fault);
    await world.call('getSubscription', { path });
    await cancelOther();
    const conflict = cancelTransaction('TransactionConflict');
    world.network.failNextOf('TransactWriteItems', conflict, conflict, conflict);
    world.network.failNextOf('Query', passThrough, passThrough, passThrough, stale.fault, stale.fault);
    const response = await world.call(operation, { ...request, idempotencyKey: 'k' });
    expect(response.json.addons).toHaveLength(1);
    world.network.reset();
    expect((await world.call('getSubscription', { path })).json.addons).toHaveLength(1);
    expect(world.lastReport.rounds).toBe(1);
  });

  it.each(readOperations)(
    'are read again before an add-on is cancelled when the %s returns an older state',
    async staleOperation => {
      await haveCommandFixtures(world);
      // Without a key, because the stale response of getSubscription contains no record. A read with a key requests one.
      await makeNextReadInconsistent(staleOperation);
      const response = await world.call(operation, request);
      const { addons } = response.json;
      expect(addons).toMatchObject([{ productOffering: { productOfferingId: 'addon-offering' } }]);
      expect(world.lastReport).toMatchObject({ outcome: 'executed', rounds: 1, calls: 5 });
      expect(await cancelAddonCommand.effects(world)).toBe(2);
    },
  );

  it('are read again when a stale read misses a new add-on, so that no 404 is stored', async () => {
    await haveCommandFixtures(world);
    const stale = new StaleRead();
    world.network.failNextOf('Query', stale.fault);
    await world.call('getSubscription', { path });
    const added = { ...anAddon({ offeringId: 'new' }), version: 2 };
    await world.put({ at: addonRef(world.tenantId, 'subscription', 'new'), item: added });
    await world.overwrite(subscriptionRef(world.tenantId, 'subscription'), { version: 2, addonVersions: 4 });
    world.network.failNextOf('Query', stale.fault);
    const response = await world.call(operation, { path, body: { productOfferingId: 'new' }, idempotencyKey: 'k' });
    expect(response.status).toBe(200);
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

  it('are read again when only add-ons are found, and are reported as not found if that does not change', async () => {
    await haveCommandFixtures(world);
    await world.remove(subscriptionRef(world.tenantId, 'subscription'));
    expect((await world.call('getSubscription', { path })).json.code).toBe('subscription_not_found');
    expect(world.lastReport).toMatchObject({ rounds: 1, calls: 8 });
  });

  it('are read again when another request commits between two pages', async () => {
    await haveCommandFixtures(world);
    const firstPage: NetworkFault = async (call, send) => afterExecution(cancelOther)(call, () => send({ Limit: 1 }));
    world.network.failNextOf('Query', firstPage);
    const response = await world.call(operation, { ...request, idempotencyKey: 'k' });
    expect(response.status).toBe(200);
    expect(response.json.addons).toHaveLength(1);
    expect(await cancelAddonCommand.effects(world)).toBe(2);
  });

  it('end in an error by the deadline, without side effects, when no read is consistent', async () => {
    await haveCommandFixtures(world);
    let version = 100;
    const changeVersion = () =>
      world.overwrite(subscriptionRef(world.tenantId, 'subscription'), { version: ++version, addonVersions: 7 });
    world.network.failNextOf('BatchGetItem', ...Array.from({ length: 600 }, () => beforeExecution(changeVersion)));
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

  describe('with inconsistent stored versions, after a repair or a restore', () => {
    const subscription = () => subscriptionRef(world.tenantId, 'subscription');
    const corruptions = {
      'a wrong sum of add-on versions': () => world.overwrite(subscription(), { addonVersions: 7 }),
      'an add-on with a higher version than its subscription': () =>
        world.overwrite(addonRef(world.tenantId, 'subscription', 'addon-offering'), { version: 9 }),
    };

    it.each(Object.entries(corruptions))(
      '%s: are accepted after some more reads, and repaired by the next change',
      async (_, corrupt) => {
        await haveCommandFixtures(world);
        await corrupt();
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

it('an assignment to the owner reads the customer once, although the request names it twice', async () => {
  await haveCommandFixtures(world);
  const body = {
    ...(createLicenseCommand.otherRequest.body as object),
    assignedTo: { type: 'CUSTOMER', customerId: 'customer' },
  };
  expect((await world.call('createLicense', { body })).json.assignedTo.customerDisplay).toBe('Ada Ltd');
  const keys: object[] = world.network.calls[0]?.input.RequestItems.connect.Keys;
  expect(new Set(keys.map(key => JSON.stringify(key))).size).toBe(keys.length);
});
