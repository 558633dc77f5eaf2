import { describe, expect, it } from 'vitest';
import { addonRef } from '../../../lib/dynamodb/items/addon.ts';
import { customerRef } from '../../../lib/dynamodb/items/customer.ts';
import { subscriptionRef } from '../../../lib/dynamodb/items/subscription.ts';
import * as line from '../../import/sample-lines.ts';
import { licenseOrder, ofLicense, useEventCommands } from './event-commands.ts';
import { useEventWorld } from './event-world.ts';

const events = useEventWorld();
const { world, importer, bus } = events;
const { cancelAddon, cancelLicense } = useEventCommands(events);

describe('published events', () => {
  it('contain every command that changed something, and no other', async () => {
    await world.call('createLicense', { ...licenseOrder, idempotencyKey: 'k' });
    expect(await events.publishAll()).toEqual(['license.created 1', 'license.activated 1']);
    await world.call('createLicense', { ...licenseOrder, idempotencyKey: 'k' });
    await world.call('createLicense', { body: { ...licenseOrder.body, customerId: 'nobody' } });
    await world.call('getLicense', ofLicense);
    expect(await events.publishAll()).toEqual([]);
    await cancelLicense('2024-03-01');
    await cancelLicense('2024-04-01');
    await cancelAddon();
    expect((await cancelAddon()).status).toBe(409);
    expect(await events.publishAll()).toEqual(['license.updated 2', 'license.updated 3', 'subscription.updated 2']);
  });

  it('contain scheduled changes with their scheduled instant', async () => {
    await cancelLicense('2024-03-01');
    await cancelAddon({ scheduledAt: '2024-02-01' });
    await events.publishAll();
    world.clock = Date.parse('2024-03-05T12:00:00Z');
    await events.applyDue();
    expect((await events.publishAll()).sort()).toEqual(['license.ended 3', 'subscription.updated 3']);
    const [ended, updated] = [...bus.accepted.slice(-2)].sort((a, b) => (a.type < b.type ? -1 : 1));
    expect(ended).toMatchObject({ occurredAt: '2024-03-01T00:00:00.000Z', data: { status: 'CANCELLED' } });
    expect(updated).toMatchObject({ occurredAt: '2024-02-01T00:00:00.000Z', data: { addons: [] } });
    await events.applyDue();
    expect(await events.publishAll()).toEqual([]);
  });

  it('of add-ons have the instant of their own change, whatever changed before they are published', async () => {
    await world.haveOffering({ productOfferingId: 'pass', type: 'SUBSCRIPTION_ADDON' });
    await cancelAddon({ scheduledAt: '2024-02-01' });
    world.clock = Date.parse('2024-02-02T12:00:00Z');
    const ofSubscription = { path: { subscriptionId: 'subscription' } };
    const added = await world.call('addAddon', { ...ofSubscription, body: { productOfferingId: 'pass' } });
    world.clock = Date.parse('2024-02-03T12:00:00Z');
    await events.applyDue();
    await world.call('cancelAddon', { ...ofSubscription, body: { productOfferingId: 'pass' } });
    await events.publishAll();
    const published = bus.accepted.filter(({ type, sequence }) => type === 'subscription.updated' && sequence > 1);
    expect(published.map(({ sequence, occurredAt }) => `${sequence} ${occurredAt}`)).toEqual([
      '2 2024-01-15T09:30:00.000Z',
      `3 ${added.json.addedAt}`,
      '4 2024-02-01T00:00:00.000Z',
      '5 2024-02-03T12:00:00.000Z',
    ]);
  });

  it('contain an offering change when it is scheduled, and again when it is in effect, with its instant', async () => {
    await world.haveOffering({ changeOptions: [{ productOfferingId: 'larger' }] });
    await world.haveOffering({ productOfferingId: 'larger', name: 'Larger' });
    await events.readChanges();
    const body = { productOfferingId: 'larger', scheduledAt: '2024-03-01' };
    await world.call('changeLicenseOffering', { ...ofLicense, body });
    expect(await events.publishAll()).toEqual(['license.updated 2']);
    expect(bus.accepted.at(-1)).toMatchObject({ data: { pendingProductOffering: { scheduledAt: '2024-03-01' } } });
    world.clock = Date.parse('2024-03-05T12:00:00Z');
    await events.applyDue();
    expect(await events.publishAll()).toEqual(['license.updated 3']);
    expect(bus.accepted.at(-1)).toMatchObject({
      occurredAt: '2024-03-01T00:00:00.000Z',
      data: { productOffering: { productOfferingId: 'larger' } },
    });
  });

  it('contain an undo, and nothing for metadata that changes nothing', async () => {
    await cancelLicense('2024-03-01');
    await world.call('undoLicenseCancellation', ofLicense);
    await world.call('updateLicense', { ...ofLicense, body: { metadata: { absent: null } } });
    expect(await events.publishAll()).toEqual(['license.updated 2', 'license.updated 3']);
  });

  it('contain an order and what it created', async () => {
    await world.haveOffering({ productOfferingId: 'pass', type: 'SUBSCRIPTION_ADDON' });
    await events.readChanges();
    const addon = { type: 'SUBSCRIPTION_ADDON', subscriptionId: 'subscription', productOfferingId: 'pass' };
    const lineItems = [{ type: 'LICENSE', productOfferingId: 'offering' }, addon];
    const { json } = await world.call('createOrder', { body: { customerId: 'customer', lineItems } });
    expect(await events.publishAll()).toEqual(['order.created 1']);
    const submitted = await world.call('submitOrder', { path: { orderId: json.orderId } });
    expect((await events.publishAll()).sort()).toEqual([
      'license.activated 1',
      'license.created 1',
      'order.submitted 2',
      'subscription.updated 2',
    ]);
    expect(bus.accepted.find(({ type }) => type === 'order.submitted')).toMatchObject({ data: submitted.json });
    await world.haveOrder();
    await events.readChanges();
    await world.call('cancelOrder', { path: { orderId: 'order' } });
    expect(await events.publishAll()).toEqual(['order.cancelled 2']);
  });

  it('contain what an import changed for clients, once', async () => {
    const lines = [
      ...[line.aCustomerLine(), line.anOfferingLine(), line.aSubscriptionOfferingLine(), line.anAddonOfferingLine()],
      line.aLicenseLine({ licenseId: 'imported' }),
      line.aSubscriptionLine({ subscriptionId: 'imported' }),
    ];
    await importer.importAll(...lines);
    expect((await events.publishAll()).sort()).toEqual([
      'license.activated 1',
      'license.created 1',
      'subscription.updated 1',
    ]);
    await importer.importAll(...lines);
    expect(await events.publishAll()).toEqual([]);
  });

  it('contain the resource as a read returns it', async () => {
    await cancelLicense('2024-03-01');
    await cancelAddon({ scheduledAt: '2024-02-01' });
    await events.publishAll();
    const [license, subscription] = bus.accepted;
    expect(license?.data).toEqual((await world.call('getLicense', ofLicense)).json);
    const read = await world.call('getSubscription', { path: { subscriptionId: 'subscription' } });
    expect(subscription?.data).toEqual(read.json);
  });

  it('omit attachments that exceed the limit of the bus', async () => {
    await world.haveLicense({ licenseId: 'large', details: { text: 'x'.repeat(300_000) } });
    expect(await events.publishAll()).toEqual(['license.created 1', 'license.activated 1']);
    expect(bus.accepted[0]).toMatchObject({ omitted: ['details'], data: { licenseId: 'large' } });
  });
});

describe('an inconsistent read of a subscription', () => {
  const head = () => subscriptionRef(world.tenantId, 'subscription');

  it('is repeated until the subscription is consistent', async () => {
    await cancelAddon({ scheduledAt: '2024-02-01' });
    await world.overwrite(head(), { addonVersions: 1 });
    world.sleep = () => world.overwrite(head(), { addonVersions: 2 });
    const published = await events.publishAll();
    expect(published).toEqual(['subscription.updated 2']);
    expect(bus.accepted[0]?.data.addons).toMatchObject([{ scheduledChanges: [{ scheduledAt: '2024-02-01' }] }]);
  });

  it('that stays inconsistent is published as it is stored', async () => {
    await cancelAddon();
    await world.overwrite(head(), { addonVersions: 77 });
    expect(await events.publishAll()).toEqual(['subscription.updated 2']);
  });
});

describe('an event that is published again', () => {
  it('is byte for byte the same, even if its subscription has changed in between', async () => {
    await cancelAddon({ scheduledAt: '2024-02-01' });
    const records = await events.readChanges();
    bus.isDown = true;
    expect(await events.publishOnce(records)).toEqual(records);
    await cancelAddon({ scheduledAt: '2024-05-01' });
    bus.isDown = false;
    await events.publishOnce(records);
    await events.publishOnce(records);
    const details = bus.calls.flat().map(({ Detail }) => Detail);
    expect(details.length).toBeGreaterThan(2);
    expect(new Set(details).size).toBe(1);
    expect(details[0]).toContain('2024-02-01');
  });
});

describe('several changes of a subscription in one batch', () => {
  it('need one read, and each event has the state after all of them', async () => {
    await world.haveSubscription([{}, { offeringId: 'addon-2' }], { subscriptionId: 'busy' });
    const path = { subscriptionId: 'busy' };
    await world.call('cancelAddon', { path, body: { productOfferingId: 'addon-2' } });
    await world.call('cancelAddon', { path, body: { productOfferingId: 'addon-offering' } });
    const records = await events.readChanges();
    importer.network.reset();
    await events.publishOnce(records);
    // The subscription with its add-ons, the feed, and the endpoints of the tenant.
    expect(importer.network.operations.sort()).toEqual([
      'BatchGetItem',
      'BatchGetItem',
      'Query',
      'Query',
      'TransactWriteItems',
    ]);
    expect(bus.accepted.map(({ sequence, data }) => [sequence, data.addons.length])).toEqual([
      [1, 0],
      [2, 0],
      [3, 0],
    ]);
  });
});

describe('changes of data that only Seamless OS owns', () => {
  it('have no events', async () => {
    await world.put({ at: customerRef(world.tenantId, 'c-2'), item: { customerId: 'c-2', name: 'Bob' } });
    await world.overwrite(addonRef(world.tenantId, 'subscription', 'addon-offering'), { referenceId: 'r' });
    expect(await events.publishAll()).toEqual([]);
  });
});
