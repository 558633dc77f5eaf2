import type { TableAction, TableName } from '../../lib/contract/endpoint.ts';
import type { WireCall } from './faulty-network.ts';
import type { TestEngine } from './test-engine.ts';

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
export function listUsedAccess(
  { tables }: Pick<TestEngine, 'tables'>,
  calls: WireCall[],
): Partial<Record<TableName, TableAction[]>> {
  const used: Partial<Record<TableName, TableAction[]>> = {};
  for (const [physical, action] of calls.flatMap(listActions)) {
    const [table] = Object.entries(tables).find(([, name]) => name === physical) ?? [];
    const actions = used[table as TableName] ?? [];
    used[table as TableName] = [...new Set([...actions, action as TableAction])].sort();
  }
  return used;
}

/** Lists the indexes that calls queried. */
export const listIndexes = (calls: WireCall[]): string[] => [
  ...new Set(calls.map(({ input }) => input.IndexName).filter(index => index !== undefined)),
];
