import type { QueryCommandInput } from '@aws-sdk/client-dynamodb';
import type { IndexName, TableName } from '../../lib/contract/endpoint.ts';
import { indexDefinitions, tableDefinitions } from '../../lib/dynamodb/tables.ts';
import {
  type AttributeMap,
  compareAttributes,
  compileCondition,
  isEqualAttribute,
  ValidationException,
} from './memory-database-expression.ts';

/** Sorts the items of a table by the bytes of their keys. */
export const sortByItemKey = (items: Map<string, AttributeMap>): AttributeMap[] =>
  [...items].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b))).map(([, item]) => item);

/** Returns a page of a table, or of one of its indexes, which contain only keys. */
export function executeQuery(input: QueryCommandInput, items: Map<string, AttributeMap>, table: TableName) {
  const { IndexName, KeyConditionExpression = '', ExpressionAttributeNames: names = {} } = input;
  const { partitionKey, sortKey } = tableDefinitions[table];
  const ownKey = [partitionKey, ...(sortKey === undefined ? [] : [sortKey])];
  const index = IndexName === undefined ? undefined : indexDefinitions[IndexName as IndexName];
  if (IndexName !== undefined && index?.table !== table)
    throw new ValidationException(`The table does not have the index ${IndexName}`);
  if (index && input.ConsistentRead)
    throw new ValidationException('Consistent reads are not supported on global secondary indexes');
  const keys = index ? [index.partitionKey, index.sortKey, ...ownKey] : ownKey;
  const keyCondition = compileCondition(KeyConditionExpression);
  const values = input.ExpressionAttributeValues ?? {};

  const byKeys = (a: AttributeMap, b: AttributeMap) =>
    keys.map(name => compareByAttribute(a, b, name)).find(n => n !== 0) ?? 0;
  const matches = sortByItemKey(items)
    .filter(item => keys.every(name => item[name] !== undefined))
    .filter(item => keyCondition.evaluate({ item, names, values }))
    .sort(byKeys);
  const ordered = input.ScanIndexForward === false ? matches.reverse() : matches;
  const from = input.ExclusiveStartKey;
  const sign = input.ScanIndexForward === false ? -1 : 1;
  const rest = from ? ordered.filter(item => sign * byKeys(item, from) > 0) : ordered;
  const page = input.Limit === undefined ? rest : rest.slice(0, input.Limit);
  const last = page.at(-1);
  return {
    Items: index ? page.map(item => pickAttributes(item, keys)) : page,
    Count: page.length,
    // DynamoDB returns LastEvaluatedKey whenever it stopped at the limit, even if no item follows.
    ...(last && page.length === input.Limit && { LastEvaluatedKey: pickAttributes(last, keys) }),
  };
}

function compareByAttribute(a: AttributeMap, b: AttributeMap, name: string): number {
  const [left, right] = [a[name], b[name]];
  if (!left || !right) throw new ValidationException('The provided starting key is invalid');
  return isEqualAttribute(left, right) ? 0 : compareAttributes(left, right);
}

const pickAttributes = (item: AttributeMap, names: string[]): AttributeMap =>
  Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
