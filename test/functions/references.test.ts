import { beforeEach, describe, expect, it } from 'vitest';
import type { OperationName } from '../../functions/endpoints.ts';
import { isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { referenceRef } from '../../lib/dynamodb/items/lookup.ts';
import { haveExampleFixtures, readExampleRequests, replaceIdsByReferences } from '../support/example-requests.ts';
import { beforeExecution } from '../support/faulty-network.ts';
import { loadedEndpoints } from '../support/operations.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, type TestResponse, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());

interface ReferenceCase {
  name: OperationName;
  isCommand: boolean;
  /** Lists read only an index at first. */
  isList: boolean;
  byId: SendOptions;
  byReference: SendOptions;
}

/** Every example request that names a customer or a subscription. */
const referenceCases = loadedEndpoints.flatMap(({ name, endpoint }) =>
  readExampleRequests(endpoint).flatMap((byId): ReferenceCase[] => {
    const byReference = replaceIdsByReferences(byId);
    return byReference
      ? [{ name, isCommand: isCommandEndpoint(endpoint), isList: 'limit' in endpoint.query.shape, byId, byReference }]
      : [];
  }),
);
const firstCommandCases = referenceCases.filter(
  ({ name, isCommand }, index) => isCommand && referenceCases.findIndex(each => each.name === name) === index,
);

const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** The parts of a response that are the same in two tenants. Generated IDs are replaced. */
const comparable = ({ status, headers, body }: TestResponse) => ({
  status,
  location: headers.Location?.replace(uuid, 'generated'),
  body: body.replace(uuid, 'generated'),
});

beforeEach(() => haveExampleFixtures(world));

it('there are cases for paths, bodies and filters', () => {
  const names = referenceCases.map(({ name }) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      ...['getSubscription', 'listAddons', 'addAddon', 'cancelAddon', 'undoAddonCancellation', 'getInPorting'],
      ...['getCustomer', 'createLicense', 'createOrder', 'listLicenses', 'listSubscriptions', 'listOrders'],
    ]),
  );
});

describe.each(referenceCases)(
  '$name with references in place of IDs (%#)',
  ({ name, isCommand, isList, byId, byReference }) => {
    it('responds as with IDs, after one more read, and stores IDs only', async () => {
      const expected = await world.call(name, byId);
      const calls = world.network.operations;
      const returnToTenant = await world.enterTenant();
      await haveExampleFixtures(world);
      const response = await world.call(name, { ...byReference, ...(isCommand && { idempotencyKey: 'k' }) });
      expect(response.status).toBeLessThan(300);
      expect(comparable(response)).toEqual(comparable(expected));
      expect(world.network.operations).toEqual(isList ? calls : ['BatchGetItem', ...calls]);
      const stored = [...(await world.items()), ...(await world.items('audit')), ...(await world.items('idempotency'))];
      expect(JSON.stringify(stored.filter(({ sk }) => sk !== 'lookup'))).not.toContain('rid_');
      returnToTenant();
    });
  },
);

describe.each(firstCommandCases)('$name with an idempotency key and references', ({ name, byId, byReference }) => {
  it('is replayed with one read, also after its references were removed', async () => {
    const first = await world.call(name, { ...byReference, idempotencyKey: 'k' });
    for (const item of await world.items())
      if (item.sk === 'lookup')
        await world.remove({ table: 'connect', primaryKey: { pk: String(item.pk), sk: 'lookup' } });
    world.network.reset();
    const replayed = await world.call(name, { ...byReference, idempotencyKey: 'k' });
    expect(replayed.body).toBe(first.body);
    expect(replayed.headers['Idempotent-Replayed']).toBe('true');
    expect(world.network.operations).toEqual(['BatchGetItem']);
  });

  it('is another request than the one with IDs', async () => {
    await world.call(name, { ...byReference, idempotencyKey: 'k' });
    const { status, json } = await world.call(name, { ...byId, idempotencyKey: 'k' });
    expect([status, json.code]).toEqual([409, 'idempotency_key_mismatch']);
  });
});

const order = { productOfferingId: 'offering', customerId: 'customer' };
const orderItem = { type: 'LICENSE', productOfferingId: 'offering' };
const addonItem = { type: 'SUBSCRIPTION_ADDON', productOfferingId: 'addon-offering' };

describe('an unknown reference', () => {
  it.each<[OperationName, SendOptions, string]>([
    ['getSubscription', { path: { subscriptionId: 'rid_x' } }, 'subscription_not_found'],
    ['listAddons', { path: { subscriptionId: 'rid_a/b#c' } }, 'subscription_not_found'],
    ['getCustomer', { path: { customerId: 'rid_x' } }, 'customer_not_found'],
  ])('in the path of %s results in the usual 404', async (name, options, code) => {
    const { status, json } = await world.call(name, options);
    expect([status, json.code, json.details]).toEqual([404, code, undefined]);
  });

  it('in the path of a command results in a 404 that is stored', async () => {
    const command = { path: { subscriptionId: 'rid_x' }, body: { productOfferingId: 'addon-offering' } };
    const first = await world.call('addAddon', { ...command, idempotencyKey: 'k' });
    expect([first.status, first.json.code]).toEqual([404, 'subscription_not_found']);
    await world.haveReference('subscription', 'x', 'second-subscription');
    const replayed = await world.call('addAddon', { ...command, idempotencyKey: 'k' });
    expect([replayed.headers['Idempotent-Replayed'], replayed.body]).toEqual(['true', first.body]);
    expect((await world.call('addAddon', { ...command, idempotencyKey: 'k2' })).status).toBe(201);
  });

  it.each<[object, string, string[]]>([
    [{ ...order, customerId: 'rid_x' }, 'customer_not_found', ['customerId']],
    [
      { ...order, assignedTo: { type: 'SUBSCRIPTION', subscriptionId: 'rid_x' } },
      'subscription_not_found',
      ['assignedTo.subscriptionId'],
    ],
    [
      { ...order, customerId: 'rid_x', assignedTo: { type: 'CUSTOMER', customerId: 'rid_y' } },
      'customer_not_found',
      ['customerId', 'assignedTo.customerId'],
    ],
  ])('of createLicense is named: %j', async (body, code, properties) => {
    const { status, json } = await world.call('createLicense', { body });
    expect([status, json.code]).toEqual([404, code]);
    expect(json.details.map((each: { property: string; code: string }) => [each.property, each.code])).toEqual(
      properties.map(property => [property, code]),
    );
  });

  it('is found after the checks that precede it for an unknown ID', async () => {
    const past = { ...order, customerId: 'rid_x', scheduledAt: '2024-01-14' };
    expect((await world.call('createLicense', { body: past })).status).toBe(400);
    const otherError = {
      ...order,
      productOfferingId: 'unknown',
      assignedTo: { type: 'CUSTOMER', customerId: 'rid_x' },
    };
    const { json } = await world.call('createLicense', { body: otherError });
    expect([json.code, json.details]).toEqual(['product_offering_not_found', undefined]);
  });

  it.each<[object, string, string[]]>([
    [{ customerId: 'rid_x', lineItems: [orderItem] }, 'customer_not_found', ['customerId']],
    [
      { customerId: 'customer', lineItems: [orderItem, { ...addonItem, subscriptionId: 'rid_x' }] },
      'subscription_not_found',
      ['lineItems.1.subscriptionId'],
    ],
    [
      {
        customerId: 'customer',
        lineItems: [{ ...orderItem, assignedTo: { type: 'CUSTOMER', customerId: 'rid_x' } }],
      },
      'customer_not_found',
      ['lineItems.0.assignedTo.customerId'],
    ],
  ])('of an order is named, and nothing is created: %j', async (body, code, properties) => {
    const before = (await world.items()).length;
    const { status, json } = await world.call('createOrder', { body, idempotencyKey: 'k' });
    expect([status, json.code]).toEqual([404, code]);
    expect(json.details.map(({ property }: { property: string }) => property)).toEqual(properties);
    expect(await world.items()).toHaveLength(before);
  });

  it.each(['listLicenses', 'listSubscriptions', 'listOrders'] as const)(
    'in the filter of %s matches nothing; the other customers are listed',
    async name => {
      const list = async (...customerId: string[]) => (await world.call(name, { query: { customerId } })).json;
      const all = await list('customer');
      expect(all.items.length).toBeGreaterThan(0);
      expect(await list('rid_x')).toEqual({ items: [], pagination: { nextCursor: null } });
      expect((await list('rid_x', 'customer')).items).toEqual(all.items);
      await world.haveReference('customer', 'known', 'customer');
      expect((await list('rid_x', 'rid_known')).items).toEqual(all.items);
      expect((await list('customer', 'rid_known')).items).toEqual(all.items);
    },
  );
});

describe('a reference', () => {
  it('belongs to one tenant', async () => {
    const returnToTenant = await world.enterTenant();
    await world.haveReference('customer', 'theirs', 'customer');
    returnToTenant();
    const { json } = await world.call('createLicense', { body: { ...order, customerId: 'rid_theirs' } });
    expect(json.code).toBe('customer_not_found');
  });

  it('belongs to one kind of resource', async () => {
    await world.haveCustomer('subscription');
    await world.haveReference('customer', 'one', 'subscription');
    const { json } = await world.call('getSubscription', { path: { subscriptionId: 'rid_one' } });
    expect(json.code).toBe('subscription_not_found');
  });

  it('is data like any other in metadata', async () => {
    await world.haveReference('customer', 'one', 'customer');
    const metadata = { customerId: 'rid_one', nested: { subscriptionId: 'rid_one' } };
    const { json } = await world.call('createLicense', { body: { ...order, customerId: 'rid_one', metadata } });
    expect(json).toMatchObject({ customer: { customerId: 'customer' }, metadata });
  });

  it('leads to what it names when the round begins', async () => {
    await world.haveCustomer('other', 'Other Ltd');
    await world.haveReference('customer', 'one', 'customer');
    world.network.failNextOf(
      'TransactWriteItems',
      beforeExecution(() => world.overwrite(referenceRef(world.tenantId, 'customer', 'one'), { resourceId: 'other' })),
    );
    const { json } = await world.call('createLicense', {
      body: { ...order, customerId: 'rid_one' },
      idempotencyKey: 'k',
    });
    expect(json.customer.customerId).toBe('customer');
    const next = await world.call('createLicense', { body: { ...order, customerId: 'rid_one' }, idempotencyKey: 'k2' });
    expect(next.json.customer.customerId).toBe('other');
  });

  it.each<[string, string]>([
    ['without a reference ID', 'rid_'],
    ['of 256 characters', `rid_${'x'.repeat(256)}`],
    ['with a control character', 'rid_a\u0007'],
    ['with NUL', 'rid_a\0'],
    ['with a line break', 'rid_a\n'],
    ['with a C1 control character', 'rid_a\u0085'],
    ['in capital letters with another character', 'RID_a/b'],
  ])('%s is not valid', async (_case, id) => {
    const byPath = await world.call('getSubscription', { path: { subscriptionId: id } });
    const byFilter = await world.call('listLicenses', { query: { customerId: [id] } });
    const byBody = await world.call('createLicense', { body: { ...order, customerId: id } });
    for (const { status, json } of [byPath, byFilter, byBody])
      expect([status, json.details[0].code]).toEqual([400, 'INVALID_FORMAT']);
  });

  it('with a lone surrogate is not valid', async () => {
    const { json } = await world.call('createLicense', { body: { ...order, customerId: 'rid_\ud800' } });
    expect(json.details).toMatchObject([{ property: 'customerId', code: 'INVALID_VALUE' }]);
  });

  it.each(['x'.repeat(255), '名'.repeat(255), 'a/b?c#d&e=f%2F', ' ', '..', '__proto__', '🙂'])(
    'can be %s',
    async referenceId => {
      await world.haveReference('subscription', referenceId, 'subscription');
      const { json } = await world.call('getSubscription', { path: { subscriptionId: `rid_${referenceId}` } });
      expect(json.subscriptionId).toBe('subscription');
    },
  );
});
