import { expect, it } from 'vitest';
import { endpoints } from '../../functions/endpoints.ts';
import type { TableAction, TableName } from '../../lib/schemas/endpoint.ts';
import { useEngine } from '../support/engine.ts';
import type { WireCall } from '../support/network.ts';
import { haveOneOfEach } from '../support/refusal.ts';
import { type OperationName, type Send, useWorld } from '../support/world.ts';

const engine = useEngine();
const world = useWorld(engine);

/** Each operation with all it can be asked for. */
const sends: Record<OperationName, Send> = {
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
const others: Partial<Record<OperationName, Send[]>> = { listLicenses: [{ query: { customerId: ['customer'] } }] };

/** The actions that IAM asks for: of a transaction those of its parts. */
function actionsOf({ operation, input }: WireCall): [string, string][] {
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
function accessOf(calls: WireCall[]): Partial<Record<TableName, TableAction[]>> {
  const used: Partial<Record<TableName, TableAction[]>> = {};
  for (const [physical, action] of calls.flatMap(actionsOf)) {
    const [table] = Object.entries(engine.tables).find(([, name]) => name === physical) ?? [];
    const actions = used[table as TableName] ?? [];
    used[table as TableName] = [...new Set([...actions, action as TableAction])].sort();
  }
  return used;
}

/** The indexes that calls queried. */
const indexesOf = (calls: WireCall[]): string[] => [
  ...new Set(calls.map(({ input }) => input.IndexName).filter(index => index !== undefined)),
];

it.each(endpoints)('$operation may do what it does, and no more', async ({ operation, success, access, indexes }) => {
  await haveOneOfEach(world);
  world.network.reset();
  const name = operation as OperationName;
  for (const send of [sends[name], ...(others[name] ?? [])]) {
    const reply = await world.call(name, { ...send, key: 'k' });
    expect(reply.status).toBe(success.status);
  }
  const named = Object.entries(access).map(([table, actions]) => [table, actions.toSorted()]);
  expect(accessOf(world.network.calls)).toEqual(Object.fromEntries(named));
  expect(indexesOf(world.network.calls).sort()).toEqual([...(indexes ?? [])].sort());
});
