import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const path = { subscriptionId: 'subscription' };
const ended = { on: '2024-01-10', at: '2024-01-10T00:00:00.000Z' };
const add = (body: object = {}) => world.call('addAddon', { path, body: { productOfferingId: 'pass', ...body } });
const list = async () => (await world.call('listAddons', { path })).json.items;
const addonItems = async () => (await world.items()).filter(({ sk }) => String(sk).startsWith('addon'));

beforeEach(() => world.haveOffering({ productOfferingId: 'pass', type: 'SUBSCRIPTION_ADDON', validityDays: 1 }));

describe('adding an add-on', () => {
  it('stores it with the next version of its subscription', async () => {
    await world.haveSubscription([{}]);
    const { status, json, headers } = await add({ metadata: { a: 1 } });
    expect(status).toBe(201);
    expect(json).toMatchObject({
      subscriptionAddonId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      subscriptionId: 'subscription',
      status: 'ACTIVE',
      scheduledChanges: [{ status: 'EXPIRED', scheduledAt: '2024-01-16' }],
      metadata: { a: 1 },
    });
    const items = (await world.items()).filter(({ requestId }) => requestId === headers['X-Request-Id']);
    expect(items.map(({ sk, version }) => [sk, version]).sort()).toEqual([
      ['addon#pass', 2],
      ['subscription', 2],
    ]);
    expect((await list()).map(({ subscriptionAddonId }: typeof json) => subscriptionAddonId)).toContain(
      json.subscriptionAddonId,
    );
  });

  it('leaves the subscription consistent with its add-ons, so that it is read once', async () => {
    await world.haveSubscription([{}]);
    await add();
    await world.call('getSubscription', { path });
    expect(world.lastReport.calls).toBe(2);
  });

  it('keeps the ended one of the same offering as history, with attributes of a later release', async () => {
    await world.haveSubscription([{ offeringId: 'pass', ends: ended }]);
    const { json } = await add();
    expect((await list()).map((addon: typeof json) => addon.status).sort()).toEqual(['ACTIVE', 'CANCELLED']);
    const history = (await addonItems()).find(({ sk }) => String(sk).startsWith('addon-past#'));
    expect(history).toMatchObject({ ends: { applied: true }, version: 2 });
    expect(history).not.toHaveProperty('dueAt');
    expect((await world.call('getSubscription', { path })).json.addons).toHaveLength(1);
  });

  it('can be cancelled, undone and expires', async () => {
    await world.haveSubscription([]);
    await add({ scheduledAt: '2024-03-01' });
    const cancelled = await world.call('cancelAddon', {
      path,
      body: { productOfferingId: 'pass', scheduledAt: '2024-02-01', reason: 'r' },
    });
    expect(cancelled.json.addons[0].scheduledChanges).toEqual([{ status: 'CANCELLED', scheduledAt: '2024-02-01' }]);
    const undone = await world.call('undoAddonCancellation', { path, body: { productOfferingId: 'pass' } });
    expect(undone.json.addons[0].scheduledChanges.map(({ status }: { status: string }) => status)).toEqual([
      'ACTIVE',
      'EXPIRED',
    ]);
    expect(undone.json.addons[0]).not.toHaveProperty('cancellationReason');
    world.clock = Date.parse('2024-03-02T00:00:00.000Z');
    expect((await list())[0].status).toBe('EXPIRED');
  });

  it('is refused if the offering of the subscription does not list it', async () => {
    await world.haveOffering({ productOfferingId: 'mobile', type: 'SUBSCRIPTION', addonOfferings: ['other'] });
    const { price } = { price: { currency: 'EUR', priceType: 'RECURRING' as const } };
    await world.haveSubscription([], { productOffering: { productOfferingId: 'mobile', name: 'Mobile', price } });
    const { status, json } = await add();
    expect([status, json.code]).toEqual([409, 'addon_not_offered']);
    expect(await addonItems()).toEqual([]);
  });

  it('is refused while one is live', async () => {
    await world.haveSubscription([]);
    expect((await add()).status).toBe(201);
    expect((await add()).json.code).toBe('addon_exists');
  });
});

it('a license cannot be assigned to a cancelled subscription', async () => {
  await Promise.all([world.haveCustomer(), world.haveOffering()]);
  await world.haveSubscription([], { status: 'CANCELLED' });
  const assignedTo = { type: 'SUBSCRIPTION', ...path };
  const body = { productOfferingId: 'offering', customerId: 'customer', assignedTo };
  const { status, json } = await world.call('createLicense', { body });
  expect([status, json.code]).toEqual([409, 'subscription_already_cancelled']);
});
