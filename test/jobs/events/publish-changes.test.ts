import { beforeEach, describe, expect, it } from 'vitest';
import { parseApiKey } from '../../../lib/auth/api-key.ts';
import { CorruptItemError } from '../../../lib/dynamodb/item.ts';
import { addonRef } from '../../../lib/dynamodb/items/addon.ts';
import { customerRef } from '../../../lib/dynamodb/items/customer.ts';
import { licenseRef } from '../../../lib/dynamodb/items/license.ts';
import { subscriptionRef } from '../../../lib/dynamodb/items/subscription.ts';
import * as line from '../../import/sample-lines.ts';
import { loseCall } from '../../support/faulty-network.ts';
import { useEventWorld } from './event-world.ts';

const events = useEventWorld();
const { world, importer, bus } = events;

const ofLicense = { path: { licenseId: 'license' } };
const order = { body: { productOfferingId: 'offering', customerId: 'customer' } };
const cancelAddon = (body: object = {}) =>
  world.call('cancelAddon', {
    path: { subscriptionId: 'subscription' },
    body: { productOfferingId: 'addon-offering', ...body },
  });
const cancelLicense = (scheduledAt: string) => world.call('cancelLicense', { ...ofLicense, body: { scheduledAt } });

beforeEach(async () => {
  await Promise.all([world.haveCustomer(), world.haveOffering(), world.haveLicense(), world.haveSubscription()]);
  await events.readChanges();
});

describe('published events', () => {
  it('contain every command that changed something, and no other', async () => {
    await world.call('createLicense', { ...order, idempotencyKey: 'k' });
    expect(await events.publishAll()).toEqual(['license.created 1', 'license.activated 1']);
    await world.call('createLicense', { ...order, idempotencyKey: 'k' });
    await world.call('createLicense', { body: { ...order.body, customerId: 'nobody' } });
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

describe('an outage of the bus', () => {
  it('delays events and loses none: each has one id, and events of one resource are in order', async () => {
    bus.isDown = true;
    await cancelLicense('2024-03-01');
    const pending = await events.publish(await events.readChanges());
    await cancelLicense('2024-04-01');
    await cancelAddon();
    pending.push(...(await events.publish(await events.readChanges())));
    expect(bus.accepted).toEqual([]);
    expect(events.reports.at(-1)).toMatchObject({ published: 0, failed: 3 });

    bus.isDown = false;
    await world.call('createLicense', order);
    expect(await events.publish([...pending, ...(await events.readChanges())])).toEqual([]);
    expect(bus.accepted.map(({ type, sequence }) => `${type} ${sequence}`)).toEqual([
      ...['license.updated 2', 'license.updated 3', 'subscription.updated 2'],
      ...['license.created 1', 'license.activated 1'],
    ]);
    expect(new Set(bus.accepted.map(({ eventId }) => eventId)).size).toBe(5);
    expect(events.failedRecords).toEqual([]);
  });

  it('is retried as long as an invocation may last, because Lambda gives up after a number of invocations', async () => {
    await world.call('createLicense', order);
    const records = await events.readChanges();
    const overAt = world.clock + 150_000;
    bus.rejectionOf = () => (world.clock < overAt ? 'InternalFailure' : undefined);
    expect(await events.publishOnce(records, 180_000)).toEqual([]);
    expect(bus.accepted.map(({ type }) => type)).toEqual(['license.created', 'license.activated']);
    expect(events.reports).toEqual([{ published: 2, quarantined: 0, heartbeats: 0, failed: 0 }]);
    expect(events.queued).toEqual([]);
  });

  it('that lasts longer ends the invocation before its timeout', async () => {
    bus.isDown = true;
    await world.call('createLicense', order);
    const records = await events.readChanges();
    const endsAt = world.clock + 180_000;
    expect(await events.publishOnce(records, 180_000)).toEqual(records);
    expect(endsAt - world.clock).toBeGreaterThanOrEqual(5000);
    expect(endsAt - world.clock).toBeLessThan(20_000);
  });

  it('of some entries causes a retry of these entries only', async () => {
    const once = new Set<string>();
    bus.rejectionOf = ({ type, eventId }) => {
      if (type !== 'license.activated' || once.has(eventId)) return undefined;
      once.add(eventId);
      return 'ThrottlingException';
    };
    await world.call('createLicense', order);
    await world.call('createLicense', order);
    await events.publishAll();
    expect(bus.calls.map(call => call.map(({ DetailType }) => DetailType))).toEqual([
      ['license.created', 'license.activated', 'license.created', 'license.activated'],
      ['license.activated', 'license.activated'],
    ]);
    expect(bus.accepted.length).toBe(4);
  });

  it('is reported from the first unpublished change on', async () => {
    for (let n = 0; n < 8; n++) await world.call('createLicense', order);
    const records = await events.readChanges();
    const sixth = records[5]?.dynamodb?.NewImage?.licenseId?.S;
    bus.rejectionOf = ({ data }) => (data.licenseId === sixth ? 'InternalFailure' : undefined);
    // Two events per license and ten per call: the first five licenses are published.
    expect(await events.publishOnce(records)).toEqual(records.slice(5));
    expect(events.reports.at(-1)).toMatchObject({ published: 10, failed: 3 });
    bus.rejectionOf = () => undefined;
    expect(await events.publish(records.slice(5))).toEqual([]);
    expect(new Set(bus.accepted.map(({ eventId }) => eventId)).size).toBe(16);
  });
});

describe('a change that cannot be published', () => {
  it('goes to the failure bucket at once, with its item key, and does not block others', async () => {
    await cancelLicense('2024-03-01');
    await world.haveLicense({ licenseId: 'second' });
    await world.overwrite(licenseRef(world.tenantId, 'second'), { changedAt: 7, version: 2 });
    await world.haveLicense({ licenseId: 'third' });
    await cancelLicense('2024-04-01');
    expect(await events.publishOnce(await events.readChanges())).toEqual([]);
    expect(events.failedRecords.map(({ dynamodb }) => dynamodb?.NewImage?.licenseId?.S)).toEqual(['second']);
    const published = new Set(bus.accepted.map(({ type, sequence, data }) => `${data.licenseId} ${type} ${sequence}`));
    expect([...published]).toEqual([
      'license license.updated 2',
      ...['second license.created 1', 'second license.activated 1'],
      ...['third license.created 1', 'third license.activated 1'],
      'license license.updated 3',
    ]);
    expect(events.reports).toEqual([{ published: 6, quarantined: 1, heartbeats: 0, failed: 0 }]);
    expect(events.failureCauses).toEqual([expect.any(CorruptItemError)]);
    expect(String(events.failureCauses[0])).toContain(`${world.tenantId}#license#second`);
  });

  it('stays in the stream while the failure bucket is not reachable', async () => {
    await world.haveLicense({ licenseId: 'second' });
    await world.overwrite(licenseRef(world.tenantId, 'second'), { changedAt: 7, version: 2 });
    const records = await events.readChanges();
    events.failureError = new Error('The bucket is not reachable.');
    expect(await events.publishOnce(records)).toEqual(records.slice(1));
    events.failureError = undefined;
    expect(await events.publishOnce(records.slice(1))).toEqual([]);
    expect(events.failedRecords).toHaveLength(1);
  });

  it('because the bus will never accept its event blocks no other event', async () => {
    await cancelLicense('2024-03-01');
    await cancelLicense('2024-04-01');
    bus.rejectionOf = ({ sequence }) => (sequence === 2 ? 'MalformedDetail' : undefined);
    expect(await events.publishOnce(await events.readChanges())).toEqual([]);
    expect(bus.accepted.map(({ sequence }) => sequence)).toEqual([3]);
    expect(events.failedRecords).toHaveLength(1);
  });

  it('and was set aside can be published again from its stored form', async () => {
    await cancelLicense('2024-03-01');
    const kept = JSON.parse(JSON.stringify(await events.readChanges()));
    expect(await events.publishOnce(kept)).toEqual([]);
    expect(await events.publishOnce(kept)).toEqual([]);
    expect(bus.accepted.length).toBe(2);
    expect(new Set(bus.accepted.map(({ eventId }) => eventId)).size).toBe(1);
  });

  it('because DynamoDB does not respond is retried', async () => {
    await cancelAddon();
    const records = await events.readChanges();
    importer.network.failAlways('BatchGetItem', loseCall);
    expect(await events.publishOnce(records)).toEqual(records);
    expect(bus.accepted).toEqual([]);
    importer.network.heal();
    expect(await events.publishOnce(records)).toEqual([]);
    expect(bus.accepted.map(({ type }) => type)).toEqual(['subscription.updated']);
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

const requestIdOf = ({ headers }: { headers: Record<string, string> }): string => headers['X-Request-Id'] ?? '';

describe('every event', () => {
  it('names the request that made its change', async () => {
    const created = await world.call('createLicense', order);
    const cancelled = await world.call('cancelLicense', { path: { licenseId: created.json.licenseId } });
    const ofAddon = await cancelAddon();
    await events.publishAll();
    const actor = { type: 'API_KEY', id: parseApiKey(world.apiKey)?.keyId };
    const requestIds = bus.accepted.map(({ type, request }) => `${type} ${request?.id}`);
    expect(bus.accepted.map(({ request }) => request?.actor)).toEqual(bus.accepted.map(() => actor));
    expect(requestIds.sort()).toEqual([
      `license.activated ${requestIdOf(created)}`,
      `license.created ${requestIdOf(created)}`,
      `license.ended ${requestIdOf(cancelled)}`,
      `subscription.updated ${requestIdOf(ofAddon)}`,
    ]);
  });

  it('of a scheduled change or an import has no request', async () => {
    await cancelLicense('2024-03-01');
    await events.publishAll();
    world.clock = Date.parse('2024-03-05T12:00:00Z');
    await events.applyDue();
    await importer.importAll(
      ...[line.aCustomerLine(), line.anOfferingLine()],
      line.aLicenseLine({ licenseId: 'imported' }),
    );
    const published = await events.publishAll();
    expect(published).toContain('license.ended 3');
    expect(bus.accepted.slice(-published.length).map(({ request }) => request)).toEqual(published.map(() => null));
  });

  it('of five steps of a subscription in one burst has the time and the request of its own step', async () => {
    const offerings = ['pass-1', 'pass-2', 'pass-3', 'pass-4'];
    for (const productOfferingId of offerings)
      await world.haveOffering({ productOfferingId, type: 'SUBSCRIPTION_ADDON' });
    const path = { subscriptionId: 'subscription' };
    const steps: [at: string, requestId: string][] = [];
    for (const productOfferingId of offerings) {
      world.clock += 61_000;
      const added = await world.call('addAddon', { path, body: { productOfferingId } });
      steps.push([world.now, requestIdOf(added)]);
    }
    world.clock += 61_000;
    steps.push([world.now, requestIdOf(await cancelAddon())]);
    world.clock += 3_600_000;
    await events.publishAll();
    const updates = bus.accepted.filter(({ type, sequence }) => type === 'subscription.updated' && sequence > 1);
    expect(updates.map(({ occurredAt, request }) => [occurredAt, request?.id])).toEqual(steps);
  });

  it('of a job that is late has the due instant, also for two changes in one step', async () => {
    await world.haveOffering({ productOfferingId: 'pass', type: 'SUBSCRIPTION_ADDON' });
    const path = { subscriptionId: 'subscription' };
    await world.call('addAddon', { path, body: { productOfferingId: 'pass', scheduledAt: '2024-02-01' } });
    await cancelAddon({ scheduledAt: '2024-02-03' });
    await events.publishAll();
    world.clock = Date.parse('2024-02-09T12:00:00Z');
    await events.applyDue();
    expect(await events.publishAll()).toEqual(['subscription.updated 4']);
    expect(bus.accepted.at(-1)).toMatchObject({ occurredAt: '2024-02-03T00:00:00.000Z', request: null });
  });

  it('of two commands in the same millisecond names its own request', async () => {
    await world.haveOffering({ changeOptions: [{ productOfferingId: 'larger' }] });
    await world.haveOffering({ productOfferingId: 'larger' });
    await events.readChanges();
    const body = { productOfferingId: 'larger' };
    const one = await world.call('changeLicenseOffering', {
      ...ofLicense,
      body: { ...body, scheduledAt: '2024-03-01' },
    });
    const other = await world.call('changeLicenseOffering', { ...ofLicense, body });
    await events.publishAll();
    expect(bus.accepted.map(({ occurredAt, request }) => [occurredAt, request?.id])).toEqual([
      [world.now, requestIdOf(one)],
      [world.now, requestIdOf(other)],
    ]);
  });

  it.each([
    ['no step', undefined],
    [
      'the step of another version',
      { version: 1, at: '2020-01-01T00:00:00.000Z', request: { id: 'x', actor: { type: 'API_KEY', id: 'y' } } },
    ],
    ['a step that does not parse', 'x'],
  ])('of an item with %s has the time of the item and no request', async (_, step) => {
    await cancelLicense('2024-03-01');
    await events.readChanges();
    await world.overwrite(licenseRef(world.tenantId, 'license'), { version: 3, step });
    expect(await events.publishAll()).toEqual(['license.updated 3']);
    expect(bus.accepted.at(-1)).toMatchObject({ occurredAt: world.now, request: null });
  });
});

describe('changes of data that only Seamless OS owns', () => {
  it('have no events', async () => {
    await world.put({ at: customerRef(world.tenantId, 'c-2'), item: { customerId: 'c-2', name: 'Bob' } });
    await world.overwrite(addonRef(world.tenantId, 'subscription', 'addon-offering'), { referenceId: 'r' });
    expect(await events.publishAll()).toEqual([]);
  });
});
