import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const order = { productOfferingId: 'offering', customerId: 'customer' };
const create = (more: object = {}, key?: string) =>
  world.call('createLicense', { body: { ...order, ...more }, ...(key && { idempotencyKey: key }) });
const read = (licenseId: string) => world.call('getLicense', { path: { licenseId } });

const price = {
  currency: 'EUR',
  priceType: 'RECURRING',
  netPrice: 9.99,
  discount: 0.5,
  boundMonths: 12,
  billingCycle: { period: 'MONTHLY', interval: 3 },
} as const;
const group = { productOfferingGroupId: 'group', name: 'Telephony', category: 'PBX', description: 'For offices' };

beforeEach(async () => {
  await world.haveCustomer();
  await world.haveOffering({ price, group });
  world.network.reset();
});

describe('creating a license', () => {
  it('creates an active license with the terms of the product offering', async () => {
    const { status, json } = await create();
    expect(status).toBe(201);
    expect(json).toEqual({
      licenseId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      status: 'ACTIVE',
      type: 'PBX',
      customer: { customerId: 'customer', name: 'Ada Ltd' },
      productOffering: { productOfferingId: 'offering', name: 'Cloud PBX', price, group },
      activatedAt: world.now,
      boundUntil: '2025-01-15',
      scheduledChanges: [],
    });
  });

  it('stores one license, which can then be read', async () => {
    const created = await create();
    expect(await world.licenses()).toMatchObject([
      { licenseId: created.json.licenseId, version: 1, requestId: created.headers['X-Request-Id'] },
    ]);
    expect((await read(created.json.licenseId)).json).toEqual(created.json);
  });

  it('returns its location', async () => {
    const { headers, json } = await create();
    expect(headers.Location).toBe(`/licenses/${json.licenseId}`);
  });

  it('returns its location below the base path of the request', async () => {
    const { headers, json } = await world.call('createLicense', { body: order, basePath: '/connect/v1' });
    expect(headers.Location).toBe(`/connect/v1/licenses/${json.licenseId}`);
  });

  it('returns its location for a path with a trailing slash, and for an event without a path', async () => {
    const event = world.createEvent('createLicense', { body: order });
    for (const [path, base] of [
      ['/stage/licenses/', '/stage'],
      [undefined, ''],
    ]) {
      const requestContext = { ...event.requestContext, path } as typeof event.requestContext;
      const { headers, json } = await world.handleEvent('createLicense', { ...event, requestContext });
      expect(headers.Location).toBe(`${base}/licenses/${json.licenseId}`);
    }
  });

  it('creates a new license for every request without an idempotency key', async () => {
    const [first, second] = [await create(), await create()];
    expect(first.json.licenseId).not.toBe(second.json.licenseId);
    expect(await world.licenses()).toHaveLength(2);
  });

  it('keeps the agreed terms when the product offering changes later', async () => {
    const { json } = await create();
    await world.haveOffering({ name: 'Cloud PBX 2', price: { ...price, netPrice: 20 }, licenseType: 'PBX2' });
    expect((await read(json.licenseId)).json).toEqual(json);
  });
});

describe('the date of activation', () => {
  it('of today activates the license at once', async () => {
    expect((await create({ scheduledAt: '2024-01-15' })).json).toMatchObject({
      status: 'ACTIVE',
      activatedAt: world.now,
      scheduledChanges: [],
    });
  });

  it('in the future creates a pending license, which is active from the start of that day even before a job has run', async () => {
    const { status, json } = await create({ scheduledAt: '2024-02-01' });
    const change = { status: 'ACTIVE', scheduledAt: '2024-02-01' };
    expect(status).toBe(201);
    expect(json).toMatchObject({ status: 'PENDING', pendingStatus: change, scheduledChanges: [change] });
    expect(json).not.toHaveProperty('activatedAt');

    world.clock = Date.parse('2024-01-31T23:59:59.999Z');
    expect((await read(json.licenseId)).json).toEqual(json);

    world.clock += 1;
    const active = (await read(json.licenseId)).json;
    expect(active).toMatchObject({ status: 'ACTIVE', activatedAt: '2024-02-01T00:00:00.000Z', scheduledChanges: [] });
    expect(active).not.toHaveProperty('pendingStatus');
  });

  it('in the past is rejected, and the idempotency key stays unused', async () => {
    const { status, json } = await create({ scheduledAt: '2024-01-14' }, 'k');
    expect(status).toBe(400);
    expect(json).toMatchObject({
      code: 'VALIDATION_ERROR',
      details: [{ code: 'INVALID_VALUE', property: 'scheduledAt', message: expect.stringContaining('2024-01-15') }],
    });
    expect(await world.licenses()).toEqual([]);
    expect((await create({}, 'k')).status).toBe(201);
  });

  it('can be the last day of the allowed years', async () => {
    expect((await create({ scheduledAt: '2200-12-31' })).json.status).toBe('PENDING');
  });
});

describe('the type of a license', () => {
  it('is the type of the product offering, and can be sent', async () => {
    expect((await create({ type: 'PBX' })).json.type).toBe('PBX');
  });

  it('must match the product offering if it is sent', async () => {
    const { status, json } = await create({ type: 'pbx' });
    expect([status, json.code]).toEqual([409, 'license_type_mismatch']);
    expect(await world.licenses()).toEqual([]);
  });
});

describe('the metadata of a license', () => {
  it('is stored as it was sent', async () => {
    const metadata = {
      costCentre: 'CC-17',
      nested: { list: [1, null, 'ü🙂', { deep: true }] },
      tiny: 1e-200,
      empty: '',
    };
    const { json } = await create({ metadata });
    expect(json.metadata).toEqual(metadata);
    expect((await read(json.licenseId)).json.metadata).toEqual(metadata);
  });

  it('is stored without keys that are null', async () => {
    expect((await create({ metadata: { a: 1, b: null } })).json.metadata).toEqual({ a: 1 });
  });

  it('is empty if an empty object was sent, and absent if none was sent', async () => {
    expect((await create({ metadata: {} })).json.metadata).toEqual({});
    expect((await create()).json).not.toHaveProperty('metadata');
  });
});

describe('a license is not created', () => {
  const withoutType = { productOfferingId: 'other', licenseType: undefined };
  const cases: [string, number, string, () => Promise<void>, object][] = [
    ['for an unknown customer', 404, 'customer_not_found', async () => {}, { customerId: 'nobody' }],
    [
      'from an unknown product offering',
      404,
      'product_offering_not_found',
      async () => {},
      { productOfferingId: 'nothing' },
    ],
    [
      'from an archived product offering',
      409,
      'product_offering_not_available',
      () => world.haveOffering({ productOfferingId: 'other', status: 'ARCHIVED' }),
      { productOfferingId: 'other' },
    ],
    [
      'from a product offering of subscriptions',
      409,
      'product_offering_not_available',
      () => world.haveOffering({ ...withoutType, type: 'SUBSCRIPTION' }),
      { productOfferingId: 'other' },
    ],
    [
      'from a product offering of add-ons',
      409,
      'product_offering_not_available',
      () => world.haveOffering({ ...withoutType, type: 'SUBSCRIPTION_ADDON' }),
      { productOfferingId: 'other' },
    ],
  ];

  describe.each(cases)('%s', (_case, status, code, arrange, body) => {
    it(`${status} ${code}, stored under the idempotency key, with a hint to use a new key`, async () => {
      await arrange();
      const reply = await create(body, 'k');
      expect(reply).toMatchObject({ status, json: { code, hint: expect.stringContaining('new key') } });
      expect(await create(body, 'k')).toMatchObject({
        body: reply.body,
        headers: { 'Idempotent-Replayed': 'true' },
      });
      expect(await world.licenses()).toEqual([]);
    });

    it('without an idempotency key, the hint does not mention keys, and nothing is stored', async () => {
      await arrange();
      const { json } = await create(body);
      expect(json.code).toBe(code);
      expect(json.hint ?? '').not.toContain('key');
      expect(await world.records()).toEqual([]);
    });
  });
});

describe('if Seamless OS manages the billing', () => {
  beforeEach(async () => {
    await world.enterTenant({ billingManaged: true });
    await world.haveCustomer();
    await world.haveOffering();
  });

  it('no license is created, and the idempotency key stays unused', async () => {
    const { status, json } = await create({}, 'k');
    expect([status, json.code]).toEqual([403, 'billing_managed']);
    expect(await world.licenses()).toEqual([]);
    expect(await world.records()).toEqual([]);
  });

  it('this error takes precedence over all others', async () => {
    expect((await create({ customerId: 'nobody', scheduledAt: '2024-01-01' })).json.code).toBe('billing_managed');
  });

  it('the same request succeeds after Seamless OS has stopped managing it', async () => {
    await create({}, 'k');
    await world.haveTenant({ tenantId: world.tenantId, billingManaged: false });
    expect((await create({}, 'k')).status).toBe(201);
  });
});
