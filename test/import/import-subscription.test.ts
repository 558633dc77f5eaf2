import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';
import * as lines from './sample-lines.ts';
import { useImporter } from './test-importer.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

const subscriber = { subscriberId: 'subscriber', name: 'Alan', email: 'alan@example.com' };
const read = async () => (await world.call('getSubscription', { path: { subscriptionId: 'subscription' } })).json;

beforeEach(() =>
  importer.importAll(
    lines.aCustomerLine(),
    lines.aCustomerLine({ customerId: 'other' }),
    lines.aSubscriptionOfferingLine(),
  ),
);

it('a subscription is returned as its line states', async () => {
  const wire = {
    status: 'PAUSED',
    type: 'MOBILE',
    display: 'The one in the van',
    msisdn: '+4915112345678',
    sim: { esim: true, imei: '490154203237518', iccid: '89490200001234567890' },
    activatedAt: '2023-01-02T00:00:00.000Z',
    createdAt: '2023-01-01T00:00:00.000Z',
    referenceId: 'R-1',
    subscriber,
    extensions: { z: [1], a: 'ü' },
    pendingMsisdn: { msisdn: '+4915187654321', scheduledAt: '2024-06-01' },
    pendingStatus: { status: 'CANCELLED', scheduledAt: '2024-12-31' },
    porting: {
      status: 'SCHEDULED',
      direction: 'OUTBOUND',
      msisdn: '+4915112345678',
      scheduledAt: '2024-12-31',
    },
    cancelledAt: '2024-12-31T00:00:00.000Z',
    metadata: { a: 1 },
  };
  const pending = { scheduledAt: '2024-06-01', productOfferingId: 'mobile' };
  await importer.importAll(
    lines.aSubscriptionLine({
      ...wire,
      porting: { ...wire.porting, createdAt: world.now },
      productOfferingId: 'mobile',
      pendingProductOffering: pending,
    }),
  );
  const mobile = { productOfferingId: 'mobile', name: 'Mobile M', price: lines.aMonthlyPrice(20) };
  expect(await read()).toEqual({
    subscriptionId: 'subscription',
    ...wire,
    customer: { customerId: 'customer', name: 'Ada Ltd' },
    productOffering: mobile,
    pendingProductOffering: { scheduledAt: '2024-06-01', product: mobile },
    updatedAt: world.now,
    addons: [],
  });
});

it('fields that are not in a later line are removed, including metadata, and updatedAt changes', async () => {
  await importer.importAll(lines.aSubscriptionLine({ subscriber, metadata: { a: 1 }, referenceId: 'R-1' }));
  world.clock += 60_000;
  expect(await importer.import(lines.aSubscriptionLine())).toMatchObject({ updated: 1 });
  const view = await read();
  expect(view).toMatchObject({ updatedAt: world.now, createdAt: '2023-01-01T00:00:00.000Z' });
  for (const field of ['subscriber', 'metadata', 'referenceId']) expect(view).not.toHaveProperty(field);
});

it('announced changes are not returned from their day on, in the time zone of the tenant', async () => {
  await importer.importAll({ kind: 'tenant', mode: 'test', timeZone: 'America/New_York' });
  const scheduledAt = '2024-01-16';
  await importer.importAll(
    lines.aSubscriptionLine({
      pendingMsisdn: { msisdn: '+4915187654321', scheduledAt },
      pendingStatus: { status: 'CANCELLED', scheduledAt },
      pendingProductOffering: { scheduledAt, productOfferingId: 'mobile' },
    }),
  );
  const pendingFields = async () => Object.keys(await read()).filter(name => name.startsWith('pending'));
  world.clock = Date.parse('2024-01-16T04:59:59.999Z');
  expect(await read()).toMatchObject({ pendingStatus: { status: 'CANCELLED', scheduledAt } });
  expect(await pendingFields()).toEqual(['pendingMsisdn', 'pendingStatus', 'pendingProductOffering']);
  world.clock += 1;
  expect(await pendingFields()).toEqual([]);
});

it('createdAt defaults to the time of the first import', async () => {
  const { createdAt, ...line } = lines.aSubscriptionLine();
  const first = world.now;
  await importer.importAll(line);
  world.clock += 60_000;
  expect(await importer.import(line)).toMatchObject({ unchanged: 1 });
  expect(await read()).toMatchObject({ createdAt: first, updatedAt: first });
});

describe('a subscriber', () => {
  it('can be an assignee within the customer of the subscription', async () => {
    const assignedTo = { type: 'SUBSCRIBER', subscriberId: 'subscriber' };
    await importer.importAll(
      lines.aSubscriptionLine({ subscriber }),
      lines.anOfferingLine(),
      lines.aLicenseLine({ assignedTo }),
    );
    const { json } = await world.call('getLicense', { path: { licenseId: 'license' } });
    expect(json.assignedTo).toEqual({ ...assignedTo, subscriberDisplay: 'Alan' });
  });

  it('changes with the subscription', async () => {
    await importer.importAll(lines.aSubscriptionLine({ subscriber }));
    await importer.importAll(lines.aSubscriptionLine({ subscriber: { ...subscriber, name: 'Al' } }));
    expect(await importer.items('subscriber')).toMatchObject([{ name: 'Al', customerId: 'customer', version: 2 }]);
  });

  it('may have two subscriptions in one file', async () => {
    const second = lines.aSubscriptionLine({ subscriptionId: 'second', subscriber: { ...subscriber, name: 'Al' } });
    await importer.importAll(lines.aSubscriptionLine({ subscriber }), second);
    expect(await importer.items('subscriber')).toMatchObject([{ name: 'Al' }]);
  });

  it('of another customer is a problem of the line, and nothing of it is stored', async () => {
    await importer.importAll(lines.aSubscriptionLine({ subscriber }));
    const line = lines.aSubscriptionLine({ subscriptionId: 'second', customerId: 'other', subscriber });
    expect(await importer.import(line)).toMatchObject({ failed: 1 });
    const reason = 'the subscriber subscriber belongs to the customer customer';
    expect(importer.problems).toEqual([{ line: 1, field: 'subscriber.subscriberId', reason }]);
    expect(await importer.items('subscription')).toHaveLength(1);
  });
});

describe('a CANCELLED subscription', () => {
  const addons = [lines.anAddonEntry()];
  const active = lines.aSubscriptionLine({ addons });
  const listed = async () => (await world.call('listAddons', { path: { subscriptionId: 'subscription' } })).json.items;
  const cancelAddon = () =>
    world.call('cancelAddon', {
      path: { subscriptionId: 'subscription' },
      body: { productOfferingId: 'addon-offering' },
    });
  beforeEach(() => importer.importAll(lines.anAddonOfferingLine(), active));

  it.each([
    ['its cancelledAt', { cancelledAt: '2024-01-10T12:00:00Z' }, '2024-01-10T12:00:00.000Z'],
    ['the first import that reported it', {}, '2024-01-15T09:30:00.000Z'],
  ])('has no live add-ons from %s on', async (_title, fields, cancelledAt) => {
    const line = lines.aSubscriptionLine({ status: 'CANCELLED', ...fields, addons });
    await importer.importAll(line);
    world.clock += 86_400_000;
    expect(await importer.import(line)).toMatchObject({ unchanged: 1 });
    expect(await read()).toMatchObject({ status: 'CANCELLED', addons: [] });
    expect(await listed()).toMatchObject([{ status: 'CANCELLED', cancelledAt, scheduledChanges: [] }]);
    expect((await cancelAddon()).json.code).toBe('addon_already_cancelled');
  });

  it('has its add-ons again when an import reverts the cancellation', async () => {
    await importer.importAll(lines.aSubscriptionLine({ status: 'CANCELLED' }), active);
    expect(await listed()).toMatchObject([{ status: 'ACTIVE' }]);
    expect((await cancelAddon()).status).toBe(200);
  });

  it('has its add-ons until a cancelledAt in the future', async () => {
    await importer.importAll(lines.aSubscriptionLine({ status: 'CANCELLED', cancelledAt: '2024-02-01T00:00:00Z' }));
    expect(await listed()).toMatchObject([
      { status: 'ACTIVE', scheduledChanges: [{ status: 'CANCELLED', scheduledAt: '2024-02-01' }] },
    ]);
  });
});
