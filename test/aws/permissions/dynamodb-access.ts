import { deployedRegion } from '../deployment/project.ts';
import type { AccessRequest } from './evaluate-policy.ts';
import { emulatorAccount } from './resolve-reference.ts';

/** An input of DynamoDB, as far as permissions depend on it. */
export interface TableInput {
  TableName?: string;
  IndexName?: string;
  RequestItems?: Record<string, unknown>;
  TransactItems?: Record<string, TableInput>[];
  Key?: object;
  Item?: object;
  ReturnValues?: string;
  ExpressionAttributeNames?: Record<string, string>;
  UpdateExpression?: string;
  ConditionExpression?: string;
  ProjectionExpression?: string;
}

/** The action of each part of a transaction. A transaction has none of its own. */
const partActions: Record<string, string> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
  Get: 'GetItem',
};

/** Lists the permissions that IAM requires for a call of DynamoDB. */
export function listTableRequests(operation: string, input: TableInput): AccessRequest[] {
  if (input.TransactItems)
    return input.TransactItems.flatMap(Object.entries<TableInput>).map(([part, partInput]) =>
      toTableRequest(partActions[part] ?? part, partInput),
    );
  const { RequestItems } = input;
  if (RequestItems) return Object.keys(RequestItems).map(TableName => toTableRequest(operation, { TableName }));
  return [toTableRequest(operation, input)];
}

function toTableRequest(operation: string, input: TableInput): AccessRequest {
  const { TableName, IndexName, ReturnValues } = input;
  const table = `arn:aws:dynamodb:${deployedRegion}:${emulatorAccount}:table/${TableName}`;
  const attributes = listAttributes(input);
  return {
    action: `dynamodb:${operation}`,
    resource: IndexName === undefined ? table : `${table}/index/${IndexName}`,
    context: {
      ...(attributes.length > 0 && { 'dynamodb:Attributes': attributes }),
      ...(ReturnValues !== undefined && { 'dynamodb:ReturnValues': [ReturnValues] }),
    },
  };
}

/** Words of expressions that are not attributes. */
const keywords = /^(SET|REMOVE|ADD|DELETE|AND|OR|NOT|BETWEEN|IN)$/i;

/** Lists the top-level attributes that a request names. */
function listAttributes(input: TableInput): string[] {
  const { Key = {}, Item = {}, ExpressionAttributeNames: names = {} } = input;
  const expressions = [input.UpdateExpression, input.ConditionExpression, input.ProjectionExpression].join(' ; ');
  // Leaves out values (`:name`), names of functions, and nested attributes (after a dot).
  const words = [...expressions.matchAll(/(?<![\w.:#])#?[A-Za-z_]\w*(?![\w(])/g)].map(([word]) => word);
  const named = words.filter(word => !keywords.test(word)).map(word => names[word] ?? word);
  return [...new Set([...Object.keys(Key), ...Object.keys(Item), ...named])].sort();
}
