import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ItemAttributes } from './item.ts';
import type { ItemWrite, UpdateWrite, WriteCondition } from './item-write.ts';

type TransactWriteItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** @param tableName - its name in the account */
export function toTransactWriteItem(write: ItemWrite, tableName: string): TransactWriteItem {
  switch (write.kind) {
    case 'put':
      return { Put: { ...toOptionalConditionInput(write.condition, tableName), Item: write.item } };
    case 'update':
      return { Update: toUpdateItemInput(write, tableName) };
    case 'delete':
      return { Delete: { ...toOptionalConditionInput(write.condition, tableName), Key: write.primaryKey } };
    case 'check':
      return { ConditionCheck: { ...toConditionInput(write.condition, tableName), Key: write.primaryKey } };
  }
}

/** Condition, if there is one, with its names and values. */
const toOptionalConditionInput = (condition: WriteCondition | undefined, tableName: string) =>
  condition ? toConditionInput(condition, tableName) : { TableName: tableName };

const toConditionInput = (condition: WriteCondition, tableName: string) => ({
  ...buildConditionCheck(condition, tableName),
  ExpressionAttributeNames: condition.names,
  ...buildExpressionValues(condition.values),
});

/** The same inside and outside of a transaction. */
export function toUpdateItemInput({ primaryKey: key, condition, ...changes }: UpdateWrite, tableName: string) {
  const update = buildUpdateExpression(changes);
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

interface UpdateExpression {
  expression: string;
  names: Record<string, string>;
  values: ItemAttributes;
}

function buildUpdateExpression({
  set,
  add = {},
  append = {},
}: Pick<UpdateWrite, 'set' | 'add' | 'append'>): UpdateExpression {
  const names: Record<string, string> = {};
  const values: ItemAttributes = {};
  const sets: string[] = [];
  const removes: string[] = [];
  const define = (attribute: string, value: unknown): [name: string, value: string] => {
    const index = Object.keys(names).length;
    names[`#a${index}`] = attribute;
    if (value !== undefined) values[`:a${index}`] = value;
    return [`#a${index}`, `:a${index}`];
  };
  for (const [attribute, value] of Object.entries(set)) {
    const [name, placeholder] = define(attribute, value);
    if (value === undefined) removes.push(name);
    else sets.push(`${name} = ${placeholder}`);
  }
  for (const [attribute, elements] of Object.entries(append)) {
    const [name, placeholder] = define(attribute, elements);
    sets.push(`${name} = list_append(if_not_exists(${name}, :emptyList), ${placeholder})`);
    values[':emptyList'] = [];
  }
  const adds = Object.entries(add).map(entry => define(...entry).join(' '));
  const clauses = [
    sets.length && `SET ${sets.join(', ')}`,
    removes.length && `REMOVE ${removes.join(', ')}`,
    adds.length && `ADD ${adds.join(', ')}`,
  ];
  return { expression: clauses.filter(Boolean).join(' '), names, values };
}
