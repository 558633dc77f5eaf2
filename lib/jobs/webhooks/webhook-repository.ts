import { DeleteCommand, PutCommand, paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { ItemKey } from '../../dynamodb/item.ts';
import { type ItemWrite, requireAbsent } from '../../dynamodb/item-write.ts';
import type { TableAccess } from '../../dynamodb/table-access.ts';
import { type DeadLetter, deadLetterRef, toDeadLetterPrefix } from './dead-letter.ts';
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

/** Reads the dead letters of an endpoint page by page, because there are many after an outage of weeks. */
export async function* readDeadLetterPages(
  store: TableAccess,
  { tenantId, endpointId }: Pick<WebhookEndpoint, 'tenantId' | 'endpointId'>,
): AsyncGenerator<DeadLetter[]> {
  const { parse } = deadLetterRef(tenantId, endpointId, '');
  for await (const { Items = [] } of queryPages(store, tenantId, toDeadLetterPrefix(endpointId))) {
    yield Items.map(parse);
  }
}

/** Counts the dead letters of an endpoint. */
export async function countDeadLetters(
  store: TableAccess,
  { tenantId, endpointId }: Pick<WebhookEndpoint, 'tenantId' | 'endpointId'>,
): Promise<number> {
  let count = 0;
  for await (const page of queryPages(store, tenantId, toDeadLetterPrefix(endpointId), { Select: 'COUNT' })) {
    count += page.Count ?? 0;
  }
  return count;
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

/** Stores a dead letter. It replaces an earlier one of the same event. */
export async function putDeadLetter({ client, tables }: TableAccess, deadLetter: DeadLetter): Promise<void> {
  const { table, primaryKey: key } = deadLetterRef(deadLetter.tenantId, deadLetter.endpointId, deadLetter.eventId);
  await client.send(new PutCommand({ TableName: tables[table], Item: { ...key, ...deadLetter } }));
}

/** Deletes an endpoint or a dead letter. @returns false if it did not exist */
export async function deleteWebhookItem(
  { client, tables }: TableAccess,
  { table, primaryKey: key }: ItemKey,
): Promise<boolean> {
  const command = new DeleteCommand({ TableName: tables[table], Key: key, ReturnValues: 'ALL_OLD' });
  const { Attributes } = await client.send(command);
  return Attributes !== undefined;
}
