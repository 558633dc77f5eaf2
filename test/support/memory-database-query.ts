import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { IndexName, TableName } from '../../lib/schemas/endpoint.ts';
import { indexDefinitions, tableDefinitions } from '../../lib/store/table.ts';
import { type Attributes, condition, Invalid, isEqual, order } from './memory-database-expression.ts';

/** The items of a table by their keys, as their bytes are. */
export const inOrder = (items: Map<string, Attributes>): Attributes[] =>
  [...items].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map(([, item]) => item);

/** A page of a table or of one of its indexes, which hold keys alone. */
export function queried(input: QueryCommandInput, items: Map<string, Attributes>, table: TableName) {
  const { IndexName, KeyConditionExpression = '', ExpressionAttributeNames: names = {} } = input;
  const { partitionKey, sortKey } = tableDefinitions[table];
  const ownKey = [partitionKey, ...(sortKey === undefined ? [] : [sortKey])];
  const index = IndexName === undefined ? undefined : indexDefinitions[IndexName as IndexName];
  if (IndexName !== undefined && !index) throw new Invalid(`The table does not have the index ${IndexName}`);
  if (index && input.ConsistentRead)
    throw new Invalid('Consistent reads are not supported on global secondary indexes');
  const keys = index ? [index.partitionKey, index.sortKey, ...ownKey] : ownKey;
  const wanted = condition(KeyConditionExpression);
  const values = input.ExpressionAttributeValues ?? {};

  const byKeys = (a: Attributes, b: Attributes) => keys.map(name => compared(a, b, name)).find(n => n !== 0) ?? 0;
  const found = inOrder(items)
    .filter(item => keys.every(name => item[name] !== undefined))
    .filter(item => wanted.evaluate({ item, names, values }))
    .sort(byKeys);
  const ordered = input.ScanIndexForward === false ? found.reverse() : found;
  const from = input.ExclusiveStartKey;
  const sign = input.ScanIndexForward === false ? -1 : 1;
  const rest = from ? ordered.filter(item => sign * byKeys(item, from) > 0) : ordered;
  const page = input.Limit === undefined ? rest : rest.slice(0, input.Limit);
  const last = page.at(-1);
  return {
    Items: index ? page.map(item => picked(item, keys)) : page,
    Count: page.length,
    // DynamoDB names a next page whenever it stopped at the limit, also when nothing is behind it.
    ...(last && page.length === input.Limit && { LastEvaluatedKey: picked(last, keys) }),
  };
}

function compared(a: Attributes, b: Attributes, name: string): number {
  const [left, right] = [a[name], b[name]];
  if (!left || !right) throw new Invalid('The provided starting key is invalid');
  return isEqual(left, right) ? 0 : order(left, right);
}

const picked = (item: Attributes, names: string[]): Attributes =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
