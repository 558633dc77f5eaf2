import {
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandOutput,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Tenant } from '../domain/tenant.ts';
import type { ItemRef } from '../dynamodb/item.ts';
import { type ItemWrite, requireAbsent, type WriteCondition } from '../dynamodb/item-write.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import type { TableNames } from '../dynamodb/tables.ts';
import { toTransactWriteItem } from '../dynamodb/write-input.ts';
import { type ApiKey, apiKeyRef } from './api-key.ts';

/** The DynamoDB client and tables that hold the API keys. */
export interface ApiKeyRepository {
  client: DynamoDBClient;
  tables: TableNames;
}

export const findTenant = (repository: ApiKeyRepository, tenantId: string): Promise<Tenant | undefined> =>
  findItem(repository, tenantRef(tenantId));

/** Finds an API key in any state. */
export const findApiKey = (
  repository: ApiKeyRepository,
  tenantId: string,
  keyId: string,
): Promise<ApiKey | undefined> => findItem(repository, apiKeyRef(tenantId, keyId));

/** Reads one item with strong consistency. */
export async function findItem<T>(
  { client, tables }: ApiKeyRepository,
  { table, primaryKey: key, parse }: ItemRef<T>,
): Promise<T | undefined> {
  const command = new GetItemCommand({ TableName: tables[table], Key: marshall(key), ConsistentRead: true });
  const { Item } = await client.send(command);
  return Item && parse(unmarshall(Item));
}

/** Lists the API keys of a tenant, oldest first. */
export async function listApiKeys({ client, tables }: ApiKeyRepository, tenantId: string): Promise<ApiKey[]> {
  const apiKeys: ApiKey[] = [];
  let startKey: QueryCommandOutput['LastEvaluatedKey'];
  do {
    const page: QueryCommandOutput = await client.send(
      new QueryCommand({
        TableName: tables.apiKeys,
        ConsistentRead: true,
        KeyConditionExpression: 'tenantId = :tenantId',
        ExpressionAttributeValues: { ':tenantId': { S: tenantId } },
        ...(startKey && { ExclusiveStartKey: startKey }),
      }),
    );
    for (const item of page.Items ?? []) {
      const attributes = unmarshall(item);
      apiKeys.push(apiKeyRef(tenantId, String(attributes.keyId)).parse(attributes));
    }
    startKey = page.LastEvaluatedKey;
  } while (startKey);
  return apiKeys.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** Builds the write that adds a new API key. */
export const putApiKey = (apiKey: ApiKey): ItemWrite => {
  const { table, primaryKey: key } = apiKeyRef(apiKey.tenantId, apiKey.keyId);
  return { kind: 'put', table, primaryKey: key, item: { ...apiKey }, condition: requireAbsent('keyId') };
};

export const updateApiKey = (
  { tenantId, keyId }: ApiKey,
  set: Partial<ApiKey>,
  condition: WriteCondition,
): ItemWrite => {
  const { table, primaryKey: key } = apiKeyRef(tenantId, keyId);
  return { kind: 'update', table, primaryKey: key, set, condition };
};

/** Cancellation reasons that mean that another request changed the same item. */
const contentionCodes = new Set<string | undefined>(['ConditionalCheckFailed', 'TransactionConflict']);

/** Commits all writes or none. @returns false if another request changed an item first */
export async function commitWrites({ client, tables }: ApiKeyRepository, ...writes: ItemWrite[]): Promise<boolean> {
  const TransactItems = writes.map(each => toTransactWriteItem(each, tables[each.table]));
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return true;
  } catch (error) {
    const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
    if (reasons.some(({ Code }) => contentionCodes.has(Code))) return false;
    throw error;
  }
}
