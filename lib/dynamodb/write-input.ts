import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ItemAttributes } from './item.ts';
import type { ItemWrite, UpdateWrite, WriteCondition } from './item-write.ts';

type TransactWriteItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** @param tableName - its name in the account */
export function toTransactWriteItem(write: ItemWrite, tableName: string): TransactWriteItem {
  switch (write.kind) {
    case 'put':
      return { Put: { ...toConditionInput(write.condition, tableName), Item: write.item } };
    case 'update':
      return { Update: toUpdateItemInput(write, tableName) };
    case 'delete':
      return { Delete: { ...toConditionInput(write.condition, tableName), Key: write.primaryKey } };
    case 'check':
      return { ConditionCheck: { ...toConditionInput(write.condition, tableName), Key: write.primaryKey } };
  }
}

/** Condition with its names and values. */
const toConditionInput = (condition: WriteCondition, tableName: string) => ({
  ...buildConditionCheck(condition, tableName),
  ExpressionAttributeNames: condition.names,
  ...buildExpressionValues(condition.values),
});

/** The same inside and outside of a transaction. */
export function toUpdateItemInput({ primaryKey: key, set, condition }: UpdateWrite, tableName: string) {
  const update = buildUpdateExpression(set);
  return {
    ...buildConditionCheck(condition, tableName),
    Key: key,
    UpdateExpression: update.expression,
    ExpressionAttributeNames: { ...condition.names, ...update.names },
    ...buildExpressionValues({ ...condition.values, ...update.values }),
  };
}

const buildConditionCheck = ({ expression }: WriteCondition, tableName: string) =>
  ({
    TableName: tableName,
    ConditionExpression: expression,
    // The old item tells a caller without an idempotency key whether the change is its own.
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  }) as const;

/** DynamoDB refuses an empty map of values. */
const buildExpressionValues = (values: ItemAttributes) =>
  Object.keys(values).length === 0 ? {} : { ExpressionAttributeValues: values };

function buildUpdateExpression(set: ItemAttributes): {
  expression: string;
  names: Record<string, string>;
  values: ItemAttributes;
} {
  const names: Record<string, string> = {};
  const values: ItemAttributes = {};
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
