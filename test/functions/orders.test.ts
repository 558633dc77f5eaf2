import { beforeEach, describe, expect, it } from 'vitest';
import type { NewLineItem } from '../../lib/contract/order.ts';
import { customerRef } from '../../lib/dynamodb/items/customer.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const path = { orderId: 'order' };
const seat = { type: 'LICENSE', lineItemId: 'seat', productOfferingId: 'offering' } as const;
const pass = {
  type: 'SUBSCRIPTION_ADDON',
  lineItemId: 'pass',
  subscriptionId: 'subscription',
  productOfferingId: 'pass',
} as const;
const upgrade = {
  type: 'LICENSE_CHANGE',
  lineItemId: 'upgrade',
  licenseId: 'license',
  productOfferingId: 'larger',
} as const;

const create = (lineItems: NewLineItem[], more: object = {}) =>
  world.call('createOrder', { body: { customerId: 'customer', lineItems, ...more } });
const submit = (body: object = {}, orderId = 'order', idempotencyKey?: string) =>
  world.call('submitOrder', { path: { orderId }, body, ...(idempotencyKey && { idempotencyKey }) });
const cancel = (orderId = 'order') => world.call('cancelOrder', { path: { orderId } });
const read = (orderId = 'order') => world.call('getOrder', { path: { orderId } });
const orderOf = async (...lineItems: NewLineItem[]) => (await create(lineItems)).json.orderId as string;

beforeEach(async () => {
  await world.haveCustomer();
  await world.haveOffering({ changeOptions: [{ productOfferingId: 'larger' }] });
  await world.haveOffering({ productOfferingId: 'larger' });
  await world.haveOffering({ productOfferingId: 'pass', type: 'SUBSCRIPTION_ADDON' });
  await world.haveOffering({ productOfferingId: 'voice', type: 'SUBSCRIPTION_ADDON' });
  await world.haveLicense();
  await world.haveSubscription([]);
});

describe('creating an order', () => {
  it('stores its items and executes nothing', async () => {
    const { status, json, headers } = await create([seat, { ...pass, lineItemId: undefined }], { metadata: { a: 1 } });
    expect(status).toBe(201);
    expect(headers.Location).toBe(`/orders/${json.orderId}`);
    expect(json).toEqual({
      orderId: expect.any(String),
      state: 'PENDING',
      customer: { customerId: 'customer', name: 'Ada Ltd' },
      lineItems: [seat, { ...pass, lineItemId: expect.stringMatching(/^[0-9a-f-]{36}$/) }],
      expiresAt: '2024-01-22T09:30:00.000Z',
      createdAt: world.now,
      updatedAt: world.now,
      metadata: { a: 1 },
    });
    expect((await read(json.orderId)).json).toEqual(json);
    expect(await world.licenses()).toHaveLength(1);
  });

  it.each<[string, object, string]>([
    ['without items', { lineItems: [] }, 'lineItems'],
    ['with more than 20 items', { lineItems: Array(21).fill({ ...seat, lineItemId: undefined }) }, 'lineItems'],
    ['with two items of one ID', { lineItems: [seat, { ...pass, lineItemId: 'seat' }] }, 'lineItems.1.lineItemId'],
    ['with an unknown field', { lineItems: [{ ...seat, scheduledAt: '2024-03-01' }] }, 'lineItems.0.scheduledAt'],
    ['with an unknown type', { lineItems: [{ ...seat, type: 'SIM' }] }, 'lineItems.0.type'],
  ])('is refused %s', async (_case, body, property) => {
    const { status, json } = await world.call('createOrder', { body: { customerId: 'customer', ...body } });
    expect([status, json.details[0].property]).toEqual([400, property]);
  });

  it('is refused for an erased customer', async () => {
    await world.overwrite(customerRef(world.tenantId, 'customer'), { erased: true });
    const { status, json } = await create([seat]);
    expect([status, json.code]).toEqual([404, 'customer_not_found']);
  });

  it('is refused for an unknown customer', async () => {
    const { status, json } = await create([seat], { customerId: 'unknown' });
    expect([status, json.code]).toEqual([404, 'customer_not_found']);
  });
});

describe('submitting an order', () => {
  it('executes all items in one transaction and returns what they created', async () => {
    const orderId = await orderOf(seat, upgrade, pass, { ...pass, lineItemId: 'voice', productOfferingId: 'voice' });
    const { status, json, headers } = await submit(
      { externalPayment: { reference: 'PAY-1' }, metadata: { b: 2 } },
      orderId,
    );
    expect(status).toBe(200);
    expect(json).toMatchObject({
      ...{ state: 'COMPLETED', submittedAt: world.now, completedAt: world.now, updatedAt: world.now },
      ...{ externalPayment: { reference: 'PAY-1' }, metadata: { b: 2 } },
      createdEntities: {
        licenses: [{ type: 'PBX', customerId: 'customer', productOfferingId: 'offering', createdByLineItem: 'seat' }],
        addons: [
          { subscriptionId: 'subscription', productOfferingId: 'pass', createdByLineItem: 'pass' },
          { subscriptionId: 'subscription', productOfferingId: 'voice', createdByLineItem: 'voice' },
        ],
      },
    });
    const written = (await world.items()).filter(({ requestId }) => requestId === headers['X-Request-Id']);
    expect(written.map(({ sk, version }) => [sk, version]).sort()).toEqual([
      ['addon#pass', 2],
      ['addon#voice', 2],
      ['license', 1],
      ['license', 2],
      ['order', 2],
      ['subscription', 2],
    ]);
    const [created] = json.createdEntities.licenses;
    expect((await world.call('getLicense', { path: { licenseId: created.licenseId } })).json.status).toBe('ACTIVE');
    expect((await world.call('getLicense', { path: { licenseId: 'license' } })).json).toMatchObject({
      productOffering: { productOfferingId: 'larger' },
    });
  });

  it('takes four round trips, also with 20 items on as many subscriptions, and one for a replay', async () => {
    const items: NewLineItem[] = [];
    for (let n = 0; n < 20; n++) {
      await world.haveSubscription([], { subscriptionId: `s${n}` });
      items.push({ ...pass, lineItemId: `i${n}`, subscriptionId: `s${n}` });
    }
    const orderId = await orderOf(...items);
    world.network.reset();
    const first = await submit({}, orderId, 'k');
    expect(first.status).toBe(200);
    const { operations } = world.network;
    expect([operations[0], operations.at(-1)]).toEqual(['BatchGetItem', 'TransactWriteItems']);
    expect(operations.filter(name => name === 'BatchGetItem').length).toBeLessThanOrEqual(3);
    expect(operations.filter(name => name === 'Query')).toHaveLength(20);
    world.network.reset();
    const replay = await submit({}, orderId, 'k');
    expect([replay.body, world.network.operations]).toEqual([first.body, ['BatchGetItem']]);
  });

  it('creates licenses for a tenant whose billing Seamless OS manages, which createLicense refuses', async () => {
    await world.enterTenant({ billingManaged: true });
    await Promise.all([world.haveCustomer(), world.haveOffering()]);
    const refused = await world.call('createLicense', {
      body: { customerId: 'customer', productOfferingId: 'offering' },
    });
    expect([refused.status, refused.json.code, refused.json.hint]).toEqual([
      403,
      'billing_managed',
      expect.stringContaining('POST /orders'),
    ]);
    const { json } = await submit({}, await orderOf(seat));
    expect(json.createdEntities.licenses).toHaveLength(1);
  });

  it('executes nothing if one item is not allowed, and names each such item with the code of its command', async () => {
    await world.haveLicense({ licenseId: 'foreign', customer: { customerId: 'other', name: 'Other' } });
    await world.haveSubscription([], { subscriptionId: 'foreign', customer: { customerId: 'other', name: 'Other' } });
    const orderId = await orderOf(
      seat,
      { ...upgrade, licenseId: 'foreign' },
      { ...upgrade, lineItemId: 'again', licenseId: 'unknown' },
      pass,
      { ...pass, lineItemId: 'twice' },
      { ...seat, lineItemId: 'user', assignedTo: { type: 'USER', userId: 'unknown' } },
      { ...seat, lineItemId: 'offering', productOfferingId: 'unknown' },
      { ...pass, lineItemId: 'foreign', subscriptionId: 'foreign' },
    );
    const before = await world.items();
    const { status, json } = await submit({}, orderId);
    expect([status, json.code]).toEqual([409, 'order_invalid']);
    expect(json.details.map(({ property, code }: { property: string; code: string }) => [property, code])).toEqual([
      ['lineItems.1.licenseId', 'assignment_mismatch'],
      ['lineItems.2.licenseId', 'license_not_found'],
      ['lineItems.4.productOfferingId', 'addon_exists'],
      ['lineItems.5.assignedTo', 'user_not_found'],
      ['lineItems.6.productOfferingId', 'product_offering_not_found'],
      ['lineItems.7.subscriptionId', 'assignment_mismatch'],
    ]);
    expect(await world.items()).toEqual(before);
    expect((await read(orderId)).json.state).toBe('PENDING');
  });

  it('refuses a license that is named twice and a day that has passed since', async () => {
    const orderId = await orderOf(
      upgrade,
      { ...upgrade, lineItemId: 'again', scheduledAt: '2024-03-01' },
      { ...seat, scheduleActivationAt: '2024-01-16' },
      { ...pass, scheduledAt: '2024-01-16' },
    );
    world.clock += 2 * 24 * 3_600_000;
    const { json } = await submit({}, orderId);
    expect(json.details.map(({ property, code }: { property: string; code: string }) => [property, code])).toEqual([
      ['lineItems.1.licenseId', 'INVALID_VALUE'],
      ['lineItems.2.scheduleActivationAt', 'INVALID_VALUE'],
      ['lineItems.3.scheduledAt', 'INVALID_VALUE'],
    ]);
  });

  it('replays a stored rejection with its details', async () => {
    const orderId = await orderOf({ ...seat, productOfferingId: 'unknown' });
    const first = await submit({}, orderId, 'k');
    expect(first.json.code).toBe('order_invalid');
    expect((await submit({}, orderId, 'k')).body).toBe(first.body);
  });

  it('creates every license that it names', async () => {
    const { json } = await submit({}, await orderOf(seat, { ...seat, lineItemId: 'second' }));
    for (const { licenseId } of json.createdEntities.licenses)
      expect((await world.call('getLicense', { path: { licenseId } })).status).toBe(200);
    expect(json.createdEntities.licenses).toHaveLength(2);
  });

  it('keeps the ended add-on of the same offering as history', async () => {
    await world.haveSubscription([{ offeringId: 'pass', ends: { on: '2024-01-10', at: '2024-01-10T00:00:00.000Z' } }]);
    expect((await submit({}, await orderOf(pass))).status).toBe(200);
    const { json } = await world.call('listAddons', { path: { subscriptionId: 'subscription' } });
    expect(json.items.map(({ status }: { status: string }) => status).sort()).toEqual(['ACTIVE', 'CANCELLED']);
  });
});

describe('an order that is no longer pending', () => {
  it.each([
    ['submitted', () => submit(), 'order_not_changeable'],
    ['cancelled', () => cancel(), 'order_not_changeable'],
  ])('because it was %s cannot be submitted or cancelled', async (_case, end, code) => {
    await world.haveOrder({ lineItems: [seat] });
    expect((await end()).status).toBe(200);
    for (const repeat of [submit, cancel]) {
      const { status, json } = await repeat();
      expect([status, json.code]).toEqual([409, code]);
    }
  });

  it('because it expired cannot be submitted or cancelled, and says so when it is read', async () => {
    const { json } = await create([seat]);
    world.clock += 7 * 24 * 3_600_000 - 1;
    expect((await read(json.orderId)).json).toMatchObject({ state: 'PENDING', updatedAt: json.createdAt });
    world.clock += 1;
    expect((await read(json.orderId)).json).toMatchObject({ state: 'EXPIRED', updatedAt: json.expiresAt });
    for (const repeat of [submit({}, json.orderId), cancel(json.orderId)])
      expect((await repeat).json.code).toBe('order_expired');
  });

  it('because it does not exist is 404', async () => {
    for (const { status, json } of [await submit(), await cancel(), await read()])
      expect([status, json.code]).toEqual([404, 'order_not_found']);
  });
});

describe('listing orders', () => {
  const list = async (query: Record<string, string[]> = {}) => (await world.call('listOrders', { query })).json;
  const ids = (page: { items: { orderId: string }[] }) => page.items.map(({ orderId }) => orderId);

  it('returns them newest first, page by page, by customer and by current state', async () => {
    for (const [n, orderId] of ['a', 'b', 'c'].entries()) {
      const createdAt = `2024-01-0${n + 1}T00:00:00.000Z`;
      await world.haveOrder({ orderId, createdAt, ...(orderId === 'a' && { expiresAt: '2024-01-08T00:00:00.000Z' }) });
    }
    await world.haveOrder({ orderId: 'd', customer: { customerId: 'other', name: 'Other' }, state: 'CANCELLED' });
    expect(ids(await list({ customerId: ['customer'] }))).toEqual(['c', 'b', 'a']);
    expect(ids(await list({ customerId: ['customer'], state: ['PENDING'] }))).toEqual(['c', 'b']);
    expect(ids(await list({ state: ['EXPIRED', 'CANCELLED'] })).sort()).toEqual(['a', 'd']);
    const first = await list({ customerId: ['customer'], limit: ['2'] });
    const cursor = [String(first.pagination.nextCursor)];
    expect([ids(first), ids(await list({ customerId: ['customer'], limit: ['2'], cursor }))]).toEqual([
      ['c', 'b'],
      ['a'],
    ]);
  });

  it('allows at most 100 items per page', async () => {
    const { status } = await world.call('listOrders', { query: { limit: ['101'] } });
    expect(status).toBe(400);
  });
});

it('reads an order by path', async () => {
  await world.haveOrder();
  expect((await world.call('getOrder', { path })).json.orderId).toBe('order');
});
