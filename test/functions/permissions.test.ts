import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Endpoint, TableAction, TableName } from '../../lib/contract/endpoint.ts';
import { haveExampleFixtures, readExampleRequests } from '../support/example-requests.ts';
import type { WireCall } from '../support/faulty-network.ts';
import { loadedEndpoints } from '../support/operations.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);

/** Lists the actions for which IAM requires a permission. For a transaction, these are the actions of its parts. */
function listActions({ operation, input }: WireCall): [string, string][] {
  // A query of an index needs a permission for the index, not for its table.
  if (input.IndexName !== undefined) return [];
  if (operation === 'BatchGetItem') return Object.keys(input.RequestItems).map(table => [table, operation]);
  if (operation !== 'TransactWriteItems') return [[input.TableName, operation]];
  const parts: Record<string, { TableName: string }>[] = input.TransactItems;
  const actions: Record<string, string> = {
    Put: 'PutItem',
    Update: 'UpdateItem',
    Delete: 'DeleteItem',
    ConditionCheck: 'ConditionCheckItem',
  };
  return parts.flatMap(part =>
    Object.entries(part).map(([kind, { TableName }]): [string, string] => [TableName, actions[kind] ?? kind]),
  );
}

/** Lists the access that calls used, in the form of an endpoint's `access`. */
function listAccess(calls: WireCall[]): Partial<Record<TableName, TableAction[]>> {
  const used: Partial<Record<TableName, TableAction[]>> = {};
  for (const [physical, action] of calls.flatMap(listActions)) {
    const [table] = Object.entries(engine.tables).find(([, name]) => name === physical) ?? [];
    const actions = used[table as TableName] ?? [];
    used[table as TableName] = [...new Set([...actions, action as TableAction])].sort();
  }
  return used;
}

/** Lists the indexes that calls queried. */
const listIndexes = (calls: WireCall[]): string[] => [
  ...new Set(calls.map(({ input }) => input.IndexName).filter(index => index !== undefined)),
];

it.each(loadedEndpoints)('$name has exactly the permissions that it uses', async ({ name, endpoint }) => {
  const { success, access, indexes } = endpoint;
  await haveExampleFixtures(world);
  const calls: WireCall[] = [];
  for (const send of [...readExampleRequests(endpoint), ...withoutFilters(endpoint)]) {
    world.network.reset();
    const reply = await world.call(name, { idempotencyKey: randomUUID(), ...send });
    expect(reply.status).toBe(success.status);
    calls.push(...world.network.calls);
  }
  const declared = Object.entries(access).map(([table, actions]) => [table, actions.toSorted()]);
  expect(listAccess(calls)).toEqual(Object.fromEntries(declared));
  expect(listIndexes(calls).sort()).toEqual([...(indexes ?? [])].sort());
});

/** A list without filters may use another index. */
const withoutFilters = (endpoint: Endpoint): SendOptions[] => ('limit' in endpoint.query.shape ? [{}] : []);
