import { beforeEach, describe, expect, it } from 'vitest';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { loseCall } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);

const list = (query?: Record<string, string[]>) => world.call('listLicenses', query && { query });
const idsOf = (items: { licenseId: string }[]) => items.map(({ licenseId }) => licenseId);
const listed = async (query?: Record<string, string[]>) => idsOf((await list(query)).json.items);

/** Sets the customer of a license. */
const of = (customerId: string) => ({ customer: { customerId, name: customerId } });
const dayOf = (day: number) => `2024-01-0${day}T00:00:00.000Z`;
const march = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
const april = { on: '2024-04-01', at: '2024-04-01T00:00:00.000Z' };

describe('a list of licenses', () => {
  beforeEach(async () => {
    await Promise.all([
      world.haveLicense({ licenseId: 'l1', createdAt: dayOf(1), ...of('ada') }),
      world.haveLicense({ licenseId: 'l2', createdAt: dayOf(2), ...of('bob'), type: 'FAX' }),
      world.haveLicense({ licenseId: 'l3', createdAt: dayOf(3), ...of('ada'), suspension: 'PAUSED' }),
      world.haveLicense({ licenseId: 'l4', createdAt: dayOf(4), ...of('cleo'), starts: march, ends: april }),
      world.haveSubscription(),
    ]);
  });

  it('contains all licenses of the tenant, newest first, as getLicense returns them', async () => {
    const { json } = await list();
    expect(idsOf(json.items)).toEqual(['l4', 'l3', 'l2', 'l1']);
    expect(json.pagination).toEqual({ nextCursor: null });
    for (const item of json.items) {
      expect((await world.call('getLicense', { path: { licenseId: item.licenseId } })).json).toEqual(item);
    }
  });

  it('needs one read of the index, and one of the licenses', async () => {
    world.network.reset();
    await list();
    expect(world.network.operations).toEqual(['BatchGetItem', 'Query', 'BatchGetItem']);
    expect(world.network.calls[2]?.input.RequestItems).toHaveProperty([engine.tables.connect, 'ConsistentRead'], true);
  });

  it.each([
    [{ customerId: ['ada'] }, ['l3', 'l1']],
    [{ customerId: ['cleo', 'ada', 'ada'] }, ['l4', 'l3', 'l1']],
    [{ customerId: ['nobody'] }, []],
    [{ type: ['FAX'] }, ['l2']],
    [{ type: ['FAX', 'PBX'] }, ['l4', 'l3', 'l2', 'l1']],
    [{ type: ['fax'] }, []],
    [{ status: ['PAUSED', 'PENDING'] }, ['l4', 'l3']],
    [{ status: ['ACTIVE'], type: ['PBX'], customerId: ['ada', 'bob'] }, ['l1']],
  ])('contains the licenses that match one value of every filter (%j)', async (query, expected) => {
    expect(await listed(query)).toEqual(expected);
  });

  it('filters by the current status, even before a job has run', async () => {
    world.clock = Date.parse(march.at) - 1;
    expect(await listed({ status: ['PENDING'] })).toEqual(['l4']);
    world.clock += 1;
    expect(await listed({ status: ['PENDING'] })).toEqual([]);
    expect(await listed({ status: ['ACTIVE'] })).toEqual(['l4', 'l2', 'l1']);
    world.clock = Date.parse(april.at);
    expect(await listed({ status: ['CANCELLED'] })).toEqual(['l4']);
  });

  it('contains the change of a command at once', async () => {
    await world.call('cancelLicense', { path: { licenseId: 'l1' } });
    expect(await listed({ status: ['CANCELLED'] })).toEqual(['l1']);
  });

  it('accepts ten customers and the maximum limit', async () => {
    const customerId = ['ada', ...Array.from({ length: 9 }, (_, at) => `c${at}`)];
    expect(await listed({ customerId, limit: ['1000'] })).toEqual(['l3', 'l1']);
  });

  it('is retried if the second read fails', async () => {
    world.network.failNextOf('BatchGetItem', (_call, send) => send(), loseCall);
    expect(await listed()).toHaveLength(4);
  });
});

it('a license that the index still lists under its previous customer is not listed for that customer', async () => {
  const license = await world.haveLicense({ licenseId: 'moved', ...of('bob') });
  await world.haveLicense({ licenseId: 'other', ...of('ada') });
  // Only the strongly consistent read returns the new customer; the index still has the previous one.
  await world.overwrite(licenseRef(world.tenantId, 'moved'), { customer: of('ada').customer });
  expect(license.customer.customerId).toBe('bob');
  expect(await listed({ customerId: ['bob'] })).toEqual([]);
  // It belongs to one of these customers, whichever the index names.
  expect((await listed({ customerId: ['bob', 'ada'] })).sort()).toEqual(['moved', 'other']);
});

it.each([
  [{ limit: ['0'] }, 'limit INVALID_VALUE'],
  [{ limit: ['1001'] }, 'limit INVALID_VALUE'],
  [{ limit: ['-1'] }, 'limit INVALID_FORMAT'],
  [{ limit: ['1.5'] }, 'limit INVALID_FORMAT'],
  [{ limit: ['01'] }, 'limit INVALID_FORMAT'],
  [{ limit: ['ten'] }, 'limit INVALID_FORMAT'],
  [{ limit: [''] }, 'limit INVALID_FORMAT'],
  [{ limit: ['1', '1'] }, 'limit INVALID_VALUE'],
  [{ cursor: ['', ''] }, 'cursor INVALID_VALUE'],
  [{ cursor: [''] }, 'cursor INVALID_VALUE'],
  [{ cursor: ['x'.repeat(1001)] }, 'cursor TOO_LONG'],
  [{ status: ['active'] }, 'status INVALID_VALUE'],
  [{ status: ['ACTIVE', ''] }, 'status INVALID_VALUE'],
  [{ type: [''] }, 'type TOO_SHORT'],
  [{ customerId: ['a customer'] }, 'customerId INVALID_FORMAT'],
  [{ customerId: Array.from({ length: 11 }, (_, at) => `c${at}`) }, 'customerId INVALID_VALUE'],
  [{ customer: ['ada'] }, 'customer UNKNOWN_FIELD'],
])('a list is rejected for %j', async (query, expected) => {
  const { status, json } = await list(query);
  expect([status, json.code]).toEqual([400, 'VALIDATION_ERROR']);
  expect(json.details.map((detail: Record<string, string>) => `${detail.property} ${detail.code}`)).toEqual([expected]);
});

it('a tenant without licenses has an empty list', async () => {
  expect((await list()).body).toBe('{"items":[],"pagination":{"nextCursor":null}}');
});
