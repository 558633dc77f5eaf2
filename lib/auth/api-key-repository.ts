import { QueryCommand, type QueryCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { Tenant } from '../domain/tenant.ts';
import { type ItemWrite, requireAbsent, type WriteCondition } from '../dynamodb/item-write.ts';
import { tenantRef } from '../dynamodb/items/tenant.ts';
import { findItem, type TableAccess } from '../dynamodb/table-access.ts';
import { type ApiKey, apiKeyRef } from './api-key.ts';

export const findTenant = (repository: TableAccess, tenantId: string): Promise<Tenant | undefined> =>
  findItem(repository, tenantRef(tenantId));

/** Finds an API key in any state. */
export const findApiKey = (repository: TableAccess, tenantId: string, keyId: string): Promise<ApiKey | undefined> =>
  findItem(repository, apiKeyRef(tenantId, keyId));

/** Lists the API keys of a tenant, oldest first. */
export async function listApiKeys({ client, tables }: TableAccess, tenantId: string): Promise<ApiKey[]> {
  const apiKeys: ApiKey[] = [];
  let startKey: QueryCommandOutput['LastEvaluatedKey'];
  do {
    const page: QueryCommandOutput = await client.send(
      new QueryCommand({
        TableName: tables.apiKeys,
        ConsistentRead: true,
        KeyConditionExpression: 'tenantId = :tenantId',
        ExpressionAttributeValues: { ':tenantId': tenantId },
        ...(startKey && { ExclusiveStartKey: startKey }),
      }),
    );
    for (const item of page.Items ?? []) {
      apiKeys.push(apiKeyRef(tenantId, String(item.keyId)).parse(item));
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
