import { expect, it } from 'vitest';
import { endpoints } from '../../functions/endpoints.ts';
import type { TableAction, TableName } from '../../lib/contract/endpoint.ts';
import type { WireCall } from '../support/faulty-network.ts';
import { haveOneOfEach } from '../support/refused-requests.ts';
import { useEngine } from '../support/test-engine.ts';
import { type ApiOperation, type SendOptions, useWorld } from '../support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);

/** Each operation with all it can be asked for. */
const requests: Record<ApiOperation, SendOptions> = {
  createLicense: {
    body: {
      productOfferingId: 'offering',
      customerId: 'customer',
      assignedTo: { type: 'SUBSCRIPTION', subscriptionId: 'subscription' },
    },
  },
  listLicenses: { query: { status: ['ACTIVE'] } },
  getLicense: { path: { licenseId: 'license' } },
  cancelLicense: { path: { licenseId: 'license' } },
  getSubscription: { path: { subscriptionId: 'subscription' } },
  listAddons: { path: { subscriptionId: 'subscription' } },
  cancelAddon: { path: { subscriptionId: 'subscription' }, body: { productOfferingId: 'addon-offering' } },
  listProductOfferings: {},
  getProductOffering: { path: { productOfferingId: 'offering' } },
};
/** What of an operation asks for something else. */
const otherRequests: Partial<Record<ApiOperation, SendOptions[]>> = {
  listLicenses: [{ query: { customerId: ['customer'] } }],
};

/** The actions that IAM asks for: of a transaction those of its parts. */
function listActions({ operation, input }: WireCall): [string, string][] {
  // A query of an index needs the permission for that index, and none for its table.
  if (input.IndexName !== undefined) return [];
  if (operation === 'BatchGetItem') return Object.keys(input.RequestItems).map(table => [table, operation]);
  if (operation !== 'TransactWriteItems') return [[input.TableName, operation]];
  const parts: Record<string, { TableName: string }>[] = input.TransactItems;
  const actions: Record<string, string> = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem' };
  return parts.flatMap(part =>
    Object.entries(part).map(([kind, { TableName }]): [string, string] => [TableName, actions[kind] ?? kind]),
  );
}

/** What calls used, in the form in which an endpoint names it. */
function listAccess(calls: WireCall[]): Partial<Record<TableName, TableAction[]>> {
  const used: Partial<Record<TableName, TableAction[]>> = {};
  for (const [physical, action] of calls.flatMap(listActions)) {
    const [table] = Object.entries(engine.tables).find(([, name]) => name === physical) ?? [];
    const actions = used[table as TableName] ?? [];
    used[table as TableName] = [...new Set([...actions, action as TableAction])].sort();
  }
  return used;
}

/** The indexes that calls queried. */
const listIndexes = (calls: WireCall[]): string[] => [
  ...new Set(calls.map(({ input }) => input.IndexName).filter(index => index !== undefined)),
];

it.each(endpoints)('$operation may do what it does, and no more', async ({ operation, success, access, indexes }) => {
  await haveOneOfEach(world);
  world.network.reset();
  const name = operation as ApiOperation;
  for (const send of [requests[name], ...(otherRequests[name] ?? [])]) {
    const reply = await world.call(name, { ...send, idempotencyKey: 'k' });
    expect(reply.status).toBe(success.status);
  }
  const named = Object.entries(access).map(([table, actions]) => [table, actions.toSorted()]);
  expect(listAccess(world.network.calls)).toEqual(Object.fromEntries(named));
  expect(listIndexes(world.network.calls).sort()).toEqual([...(indexes ?? [])].sort());
});
