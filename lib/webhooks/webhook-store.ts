import {
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  paginateQuery,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { fromAttributes, toAttributes } from '../store/attributes.ts';
import type { Location } from '../store/item.ts';
import type { TableNames } from '../store/table.ts';
import { isAbsent, type Write } from '../store/write.ts';
import { type DeadLetter, deadLetterPrefix, deadLetterRef } from './dead-letter.ts';
import { endpointPrefix, endpointRef, type WebhookEndpoint } from './webhook-endpoint.ts';

/** Where endpoints and dead letters are kept. */
export interface WebhookStore {
  client: DynamoDBClient;
  tables: TableNames;
}

/** All endpoints of a tenant, oldest first. */
export async function listEndpoints(store: WebhookStore, tenantId: string): Promise<WebhookEndpoint[]> {
  const { parse } = endpointRef(tenantId, '');
  const found: WebhookEndpoint[] = [];
  for await (const { Items = [] } of pages(store, tenantId, endpointPrefix)) {
    found.push(...Items.map(item => parse(fromAttributes(item))));
  }
  return found.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** The dead letters of an endpoint, a page at a time: after weeks of outage they are many. */
export async function* deadLetterPages(
  store: WebhookStore,
  { tenantId, endpointId }: Pick<WebhookEndpoint, 'tenantId' | 'endpointId'>,
): AsyncGenerator<DeadLetter[]> {
  const { parse } = deadLetterRef(tenantId, endpointId, '');
  for await (const { Items = [] } of pages(store, tenantId, deadLetterPrefix(endpointId))) {
    yield Items.map(item => parse(fromAttributes(item)));
  }
}

/** How many dead letters an endpoint has. */
export async function countDeadLetters(
  store: WebhookStore,
  { tenantId, endpointId }: Pick<WebhookEndpoint, 'tenantId' | 'endpointId'>,
): Promise<number> {
  let count = 0;
  for await (const page of pages(store, tenantId, deadLetterPrefix(endpointId), { Select: 'COUNT' })) {
    count += page.Count ?? 0;
  }
  return count;
}

const pages = (
  { client, tables }: WebhookStore,
  tenantId: string,
  prefix: string,
  more: Partial<QueryCommandInput> = {},
) =>
  paginateQuery(
    { client },
    {
      TableName: tables.webhooks,
      ConsistentRead: true,
      KeyConditionExpression: 'tenantId = :tenantId AND begins_with(sk, :prefix)',
      ExpressionAttributeValues: { ':tenantId': { S: tenantId }, ':prefix': { S: prefix } },
      ...more,
    },
  );

/** Adds an endpoint that is not there yet. */
export const putEndpoint = (endpoint: WebhookEndpoint): Write => {
  const { table, key } = endpointRef(endpoint.tenantId, endpoint.endpointId);
  return { kind: 'put', table, key, item: { ...key, ...endpoint }, condition: isAbsent('tenantId') };
};

/** Keeps a dead letter, in the place of an earlier one of the same event. */
export async function putDeadLetter({ client, tables }: WebhookStore, letter: DeadLetter): Promise<void> {
  const { table, key } = deadLetterRef(letter.tenantId, letter.endpointId, letter.eventId);
  await client.send(new PutItemCommand({ TableName: tables[table], Item: toAttributes({ ...key, ...letter }) }));
}

/** @returns false when it was not there */
export async function removeItem({ client, tables }: WebhookStore, { table, key }: Location): Promise<boolean> {
  const command = new DeleteItemCommand({ TableName: tables[table], Key: marshall(key), ReturnValues: 'ALL_OLD' });
  const { Attributes } = await client.send(command);
  return Attributes !== undefined;
}
