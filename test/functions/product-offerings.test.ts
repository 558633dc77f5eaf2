import { beforeEach, describe, expect, it } from 'vitest';
import { useImporter } from '../import/test-importer.ts';
import { anOffering } from '../support/sample-facts.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);
const importer = useImporter(engine, world);

const list = (query: Record<string, string[]> = {}) => world.call('listProductOfferings', { query });
const listed = async (query?: Record<string, string[]>): Promise<string[]> =>
  (await list(query)).json.items.map(({ productOfferingId }: { productOfferingId: string }) => productOfferingId);
const read = (productOfferingId: string) => world.call('getProductOffering', { path: { productOfferingId } });

const group = { productOfferingGroupId: 'g', name: 'Telephony', category: 'Voice', description: 'All of it' };
const withoutLicenseType = { licenseType: undefined };

describe('the product offerings of a tenant', () => {
  beforeEach(async () => {
    await Promise.all([
      world.haveOffering({ productOfferingId: 'c-data', type: 'SUBSCRIPTION_ADDON', ...withoutLicenseType }),
      world.haveOffering({ productOfferingId: 'a-seat', group }),
      world.haveOffering({ productOfferingId: 'D-fax', status: 'ARCHIVED' }),
      world.haveOffering({ productOfferingId: 'b-mobile', type: 'SUBSCRIPTION', ...withoutLicenseType }),
      world.haveSubscription(),
      world.haveLicense(),
    ]);
  });

  it('are listed by ID, including archived ones, as getProductOffering returns them', async () => {
    const { json } = await list();
    expect(await listed()).toEqual(['D-fax', 'a-seat', 'b-mobile', 'c-data']);
    expect(json.pagination).toEqual({ nextCursor: null });
    for (const item of json.items) expect((await read(item.productOfferingId)).json).toEqual(item);
  });

  it('have all fields of the contract, and no internal attributes', async () => {
    const { status, json } = await read('a-seat');
    expect(status).toBe(200);
    expect(json).toEqual({ ...anOffering({ productOfferingId: 'a-seat' }), group });
    expect((await read('b-mobile')).json).not.toHaveProperty('licenseType');
  });

  it.each([
    [{ type: ['LICENSE'] }, ['D-fax', 'a-seat']],
    [{ type: ['SUBSCRIPTION', 'SUBSCRIPTION_ADDON'] }, ['b-mobile', 'c-data']],
    [{ status: ['ARCHIVED'] }, ['D-fax']],
    [{ status: ['AVAILABLE'], type: ['LICENSE'] }, ['a-seat']],
    [{ status: ['ARCHIVED'], type: ['SUBSCRIPTION'] }, []],
  ])('are listed by type and status (%j)', async (query, expected) => {
    expect(await listed(query)).toEqual(expected);
  });

  it('are paginated', async () => {
    const { json } = await list({ limit: ['3'] });
    const next = await list({ limit: ['3'], cursor: [json.pagination.nextCursor] });
    expect([json.items.length, next.json.items.length, next.json.pagination.nextCursor]).toEqual([3, 1, null]);
    expect(next.json.items[0].productOfferingId).toBe('c-data');
    const { status, json: rejected } = await list({ type: ['LICENSE'], cursor: [json.pagination.nextCursor] });
    expect([status, rejected.details[0].property]).toEqual([400, 'cursor']);
  });

  it.each([
    [{ type: ['ADDON'] }, 'type'],
    [{ status: ['available'] }, 'status'],
    [{ limit: ['0'] }, 'limit'],
    [{ customerId: ['customer'] }, 'customerId'],
  ])('are not listed for the invalid query %j', async (query, property) => {
    const { status, json } = await list(query);
    expect([status, json.details[0].property]).toEqual([400, property]);
  });
});

it('an unknown product offering is a 404', async () => {
  const { status, json } = await read('unknown');
  expect([status, json.code]).toEqual([404, 'product_offering_not_found']);
});

it('an imported product offering is listed, with the new name after another import', async () => {
  const line = {
    kind: 'productOffering',
    tenantId: world.tenantId,
    productOfferingId: 'seat',
    name: 'Seat',
    type: 'LICENSE',
    licenseType: 'PBX',
    price: { currency: 'EUR', priceType: 'ONE_TIME' },
  };
  for (const name of ['Seat', 'Chair']) {
    await importer.import({ ...line, name });
    expect((await list()).json.items).toMatchObject([{ productOfferingId: 'seat', name, status: 'AVAILABLE' }]);
  }
});
