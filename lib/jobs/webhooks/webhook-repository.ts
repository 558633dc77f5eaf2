import { DeleteCommand, paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from '../../dynamodb/item.ts';
import { type ItemWrite, requireAbsent } from '../../dynamodb/item-write.ts';
import type { TableAccess } from '../../dynamodb/table-access.ts';
import { type WebhookEndpoint, webhookEndpointPrefix, webhookEndpointRef } from './webhook-endpoint.ts';

/** Lists all endpoints of a tenant, oldest first. */
export async function listWebhookEndpoints(store: TableAccess, tenantId: string): Promise<WebhookEndpoint[]> {
  const { parse } = webhookEndpointRef(tenantId, '');
  const endpoints: WebhookEndpoint[] = [];
  for await (const { Items = [] } of queryPages(store, tenantId, webhookEndpointPrefix)) {
    endpoints.push(...Items.map(parse));
  }
  return endpoints.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

const queryPages = (
  { client, tables }: TableAccess,
  tenantId: string,
  prefix: string,
  overrides: Partial<QueryCommandInput> = {},
) =>
  paginateQuery(
    { client },
    {
      TableName: tables.webhooks,
      ConsistentRead: true,
      KeyConditionExpression: 'tenantId = :tenantId AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':tenantId': tenantId, ':prefix': prefix },
      ...overrides,
    },
  );

/** Builds the write that adds a new endpoint. */
export const buildEndpointPut = (endpoint: WebhookEndpoint): ItemWrite => {
  const { table, primaryKey: key } = webhookEndpointRef(endpoint.tenantId, endpoint.endpointId);
  return { kind: 'put', table, primaryKey: key, item: { ...key, ...endpoint }, condition: requireAbsent('tenantId') };
};

/** Deletes an endpoint. @returns false if it did not exist */
export async function deleteWebhookItem(
  { client, tables }: TableAccess,
  { table, primaryKey: key }: ItemKey,
): Promise<boolean> {
  const command = new DeleteCommand({ TableName: tables[table], Key: key, ReturnValues: 'ALL_OLD' });
  const { Attributes } = await client.send(command);
  return Attributes !== undefined;
}
