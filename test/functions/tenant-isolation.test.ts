import { beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { OperationName } from '../../functions/endpoints.ts';
import { haveExampleFixtures, readExampleRequests } from '../support/example-requests.ts';
import { type LoadedEndpoint, loadedEndpoints } from '../support/operations.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const order = { productOfferingId: 'offering', customerId: 'customer' };

interface IdCase {
  name: OperationName;
  /** The field or parameter that has the ID. */
  field: string;
  withId: (id: string) => SendOptions;
}

/** Lists every ID that a request to an endpoint can name, in its path and its body. */
function listIdCases({ name, endpoint }: LoadedEndpoint): IdCase[] {
  const [{ path = {}, body }] = readExampleRequests(endpoint);
  const bodyOption = typeof body === 'object' ? { body } : {};
  const inPath = Object.keys(path).map(
    (field): IdCase => ({ name, field, withId: id => ({ path: { ...path, [field]: id }, ...bodyOption }) }),
  );
  const inBody = Object.entries(endpoint.body?.shape ?? {}).flatMap(([field, schema]) =>
    createIdValues(field, schema as z.ZodType).map(
      (createValue): IdCase => ({
        ...{ name, field, withId: id => ({ path, body: { ...bodyOption.body, [field]: createValue(id) } }) },
      }),
    ),
  );
  return [...inPath, ...inBody];
}

/** Creates the values of a field that contain an ID: the ID itself, or each variant of an object with an ID. */
function createIdValues(field: string, schema: z.ZodType): ((id: string) => unknown)[] {
  if (schema instanceof z.ZodOptional) return createIdValues(field, schema.unwrap() as z.ZodType);
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return schema.options.map(option => id => fillObject(option as z.ZodObject, id));
  }
  return field.endsWith('Id') ? [id => id] : [];
}

const fillObject = ({ shape }: z.ZodObject, id: string): object =>
  Object.fromEntries(
    Object.entries(shape).map(([name, field]) => [name, field instanceof z.ZodLiteral ? field.value : id]),
  );

// Digits, because they are also valid as an ICCID.
const id = '89490200009999999999';
const unknownId = '89490200001111111111';
let otherTenantId: string;

beforeEach(async () => {
  await haveExampleFixtures(world);
  const returnToTenant = await world.enterTenant();
  otherTenantId = world.tenantId;
  await Promise.all([
    world.haveLicense({ licenseId: id }),
    world.haveSubscription([{}], { subscriptionId: id }),
    world.haveCustomer(id),
    world.haveOffering({ productOfferingId: id }),
    world.haveUser(id),
    world.haveSim(id),
    world.haveSubscriber(id),
  ]);
  returnToTenant();
});

const itemsOf = async (tenantId: string) => {
  const ownTenantId = world.tenantId;
  world.tenantId = tenantId;
  const items = await world.items();
  world.tenantId = ownTenantId;
  return items;
};

describe.each(loadedEndpoints.flatMap(listIdCases))(
  '$name with a $field of another tenant (%#)',
  ({ name, withId }) => {
    it('responds byte for byte as with an unknown ID, and changes nothing', async () => {
      const before = await itemsOf(otherTenantId);
      for (const key of [undefined, 'k']) {
        const foreign = await world.call(name, { ...withId(id), ...(key && { idempotencyKey: key }) });
        const unknown = await world.call(name, { ...withId(unknownId), ...(key && { idempotencyKey: 'other' }) });
        expect(foreign.status).toBe(404);
        expect(foreign.body).toBe(unknown.body);
        expect(Object.keys(foreign.headers)).toEqual(Object.keys(unknown.headers));
      }
      expect(await itemsOf(otherTenantId)).toEqual(before);
    });
  },
);

describe('a list', () => {
  it('contains no resource of another tenant, even for the IDs of that tenant', async () => {
    const empty = { items: [], pagination: { nextCursor: null } };
    await world.enterTenant();
    for (const query of [{}, { customerId: [id] }, { status: ['ACTIVE'], customerId: ['customer', id] }]) {
      expect((await world.call('listLicenses', { query })).json).toEqual(empty);
    }
    expect((await world.call('listProductOfferings')).json.items).toEqual([]);
  });

  it('rejects the cursor of another tenant', async () => {
    await Promise.all(['a', 'b'].map(licenseId => world.haveLicense({ licenseId })));
    const { json } = await world.call('listLicenses', { query: { limit: ['1'] } });
    const query = { limit: ['1'], cursor: [json.pagination.nextCursor] };
    expect((await world.call('listLicenses', { query })).status).toBe(200);
    await world.enterTenant();
    expect((await world.call('listLicenses', { query })).json.details).toMatchObject([{ property: 'cursor' }]);
  });
});

it('the same idempotency key in two tenants is two different keys', async () => {
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
