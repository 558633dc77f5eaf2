import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { toAttributes } from './attributes.ts';
import type { Item } from './item.ts';
import type { Condition, Update, Write } from './write.ts';

/** @param table - its name in the account */
export function transactItem(write: Write, table: string): TransactWriteItem {
  if (write.kind === 'update') return { Update: updateInput(write, table) };
  const { condition, item } = write;
  return {
    Put: {
      ...checked(condition, table),
      Item: toAttributes(item),
      ExpressionAttributeNames: condition.names,
      ...expressionValues(condition.values),
    },
  };
}

/** The same inside and outside of a transaction. */
export function updateInput({ key, set, condition }: Update, table: string) {
  const change = updateExpression(set);
  return {
    ...checked(condition, table),
    Key: toAttributes(key),
    UpdateExpression: change.expression,
    ExpressionAttributeNames: { ...condition.names, ...change.names },
    ...expressionValues({ ...condition.values, ...change.values }),
  };
}

const checked = ({ expression }: Condition, table: string) =>
  ({
    TableName: table,
    ConditionExpression: expression,
    // The old item tells a caller without an idempotency key whether the change is its own.
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }) as const;

/** DynamoDB refuses an empty map of values. */
const expressionValues = (values: Item) =>
  Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: toAttributes(values) };

function updateExpression(set: Item): { expression: string; names: Record<string, string>; values: Item } {
  const names: Record<string, string> = {};
  const values: Item = {};
  const sets: string[] = [];
  const removes: string[] = [];
  for (const [index, [attribute, value]] of Object.entries(set).entries()) {
    names[`#a${index}`] = attribute;
    if (value === undefined) {
      removes.push(`#a${index}`);
    } else {
      values[`:a${index}`] = value;
      sets.push(`#a${index} = :a${index}`);
    }
  }
  const expression = [sets.length && `SET ${sets.join(', ')}`, removes.length && `REMOVE ${removes.join(', ')}`];
  return { expression: expression.filter(Boolean).join(' '), names, values };
}
