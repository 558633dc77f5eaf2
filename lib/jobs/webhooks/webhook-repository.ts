import { paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { TableAccess } from '../../dynamodb/table-access.ts';
import { type WebhookEndpoint, webhookEndpointsRef } from './webhook-endpoint.ts';

/** Lists all endpoints of a tenant, oldest first. */
export async function listWebhookEndpoints(
  { client, tables }: TableAccess,
  tenantId: string,
): Promise<WebhookEndpoint[]> {
  const { sortKeyPrefix, parse } = webhookEndpointsRef(tenantId);
  const query = {
    TableName: tables.webhooks,
    ConsistentRead: true,
    KeyConditionExpression: 'tenantId = :tenantId AND begins_with(sk, :prefix)',
    ExpressionAttributeValues: { ':tenantId': tenantId, ':prefix': sortKeyPrefix },
  };
  const endpoints: WebhookEndpoint[] = [];
  for await (const { Items = [] } of paginateQuery({ client }, query)) endpoints.push(...Items.map(parse));
  return endpoints.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}
