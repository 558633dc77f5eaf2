import { beforeEach, describe, expect, it } from 'vitest';
import { useEngine } from '../support/test-engine.ts';
import { type ApiOperation, type SendOptions, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const order = { productOfferingId: 'offering', customerId: 'customer' };

/** What a request for something of an unknown id looks like, and one for what another tenant has. */
const requests: [ApiOperation, (id: string) => SendOptions][] = [
  ['getLicense', id => ({ path: { licenseId: id } })],
  ['cancelLicense', id => ({ path: { licenseId: id } })],
  ['getSubscription', id => ({ path: { subscriptionId: id } })],
  ['getProductOffering', id => ({ path: { productOfferingId: id } })],
  ['listAddons', id => ({ path: { subscriptionId: id } })],
  ['cancelAddon', id => ({ path: { subscriptionId: id }, body: { productOfferingId: 'addon-offering' } })],
  ['createLicense', id => ({ body: { ...order, customerId: id } })],
  ['createLicense', id => ({ body: { ...order, productOfferingId: id } })],
  ['createLicense', id => ({ body: { ...order, assignedTo: { type: 'CUSTOMER', customerId: id } } })],
  ['createLicense', id => ({ body: { ...order, assignedTo: { type: 'USER', userId: id } } })],
  ['createLicense', id => ({ body: { ...order, assignedTo: { type: 'SUBSCRIBER', subscriberId: id } } })],
  ['createLicense', id => ({ body: { ...order, assignedTo: { type: 'SUBSCRIPTION', subscriptionId: id } } })],
];

const id = 'of-another-tenant';
let otherTenantId: string;

beforeEach(async () => {
  await Promise.all([world.haveCustomer(), world.haveOffering()]);
  const back = await world.enterTenant();
  otherTenantId = world.tenantId;
  await Promise.all([
    world.haveLicense({ licenseId: id }),
    world.haveSubscription([{}], { subscriptionId: id }),
    world.haveCustomer(id),
    world.haveOffering({ productOfferingId: id }),
    world.haveUser(id),
    world.haveSubscriber(id),
  ]);
  back();
});

const itemsOf = async (tenantId: string) => {
  const mine = world.tenantId;
  world.tenantId = tenantId;
  const items = await world.items();
  world.tenantId = mine;
  return items;
};

describe.each(requests)('%s (%#)', (operation, of) => {
  it('answers for an id of another tenant byte for byte as for an unknown one, and touches nothing', async () => {
    const before = await itemsOf(otherTenantId);
    for (const key of [{}, { idempotencyKey: 'k' }]) {
      const foreign = await world.call(operation, { ...of(id), ...key });
      const unknown = await world.call(operation, {
        ...of('unknown'),
        ...(key.idempotencyKey && { idempotencyKey: 'other' }),
      });
      expect(foreign.status).toBe(404);
      expect(foreign.body).toBe(unknown.body);
      expect(Object.keys(foreign.headers)).toEqual(Object.keys(unknown.headers));
    }
    expect(await itemsOf(otherTenantId)).toEqual(before);
  });
});

describe('a list', () => {
  it('has nothing of another tenant, also not under its ids', async () => {
    const empty = { items: [], pagination: { nextCursor: null } };
    for (const query of [{}, { customerId: [id] }, { status: ['ACTIVE'], customerId: ['customer', id] }]) {
      expect((await world.call('listLicenses', { query })).json).toEqual(empty);
    }
    const { items } = (await world.call('listProductOfferings')).json;
    expect(items.map(({ productOfferingId }: { productOfferingId: string }) => productOfferingId)).toEqual([
      'offering',
    ]);
  });

  it('does not know the cursor of another tenant', async () => {
    await Promise.all(['a', 'b'].map(licenseId => world.haveLicense({ licenseId })));
    const { json } = await world.call('listLicenses', { query: { limit: ['1'] } });
    const query = { limit: ['1'], cursor: [json.pagination.nextCursor] };
    expect((await world.call('listLicenses', { query })).status).toBe(200);
    await world.enterTenant();
    expect((await world.call('listLicenses', { query })).json.details).toMatchObject([{ property: 'cursor' }]);
  });
});

it('one idempotency key of two tenants is two keys', async () => {
  const first = await world.call('createLicense', { idempotencyKey: 'k', body: order });
  await world.enterTenant();
  await Promise.all([world.haveCustomer(), world.haveOffering()]);
  const second = await world.call('createLicense', {
    idempotencyKey: 'k',
    body: { ...order, metadata: { other: true } },
  });
  expect([first.status, second.status]).toEqual([201, 201]);
  expect(second.headers).not.toHaveProperty('Idempotent-Replayed');
  expect(second.json.licenseId).not.toBe(first.json.licenseId);
});
