import {
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandOutput,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { Tenant } from '../domain/entity.ts';
import { tenantRef } from '../store/entity.ts';
import { transactItem } from '../store/expression.ts';
import type { Ref } from '../store/item.ts';
import type { TableNames } from '../store/table.ts';
import { type Condition, isAbsent, type Write } from '../store/write.ts';
import { type ApiKey, apiKeyRef } from './api-key.ts';

/** Where keys are kept. */
export interface KeyStore {
  client: DynamoDBClient;
  tables: TableNames;
}

export const findTenant = (store: KeyStore, tenantId: string): Promise<Tenant | undefined> =>
  findItem(store, tenantRef(tenantId));

/** One key, whatever it is worth. */
export const findKey = (store: KeyStore, tenantId: string, keyId: string): Promise<ApiKey | undefined> =>
  findItem(store, apiKeyRef(tenantId, keyId));

/** One item, as it is now. */
export async function findItem<T>({ client, tables }: KeyStore, { table, key, parse }: Ref<T>): Promise<T | undefined> {
  const command = new GetItemCommand({ TableName: tables[table], Key: marshall(key), ConsistentRead: true });
  const { Item } = await client.send(command);
  return Item && parse(unmarshall(Item));
}

/** All keys of a tenant, oldest first. */
export async function listKeys({ client, tables }: KeyStore, tenantId: string): Promise<ApiKey[]> {
  const found: ApiKey[] = [];
  let from: QueryCommandOutput['LastEvaluatedKey'];
  do {
    const page: QueryCommandOutput = await client.send(
      new QueryCommand({
        TableName: tables.apiKeys,
        ConsistentRead: true,
        KeyConditionExpression: 'tenantId = :tenantId',
        ExpressionAttributeValues: { ':tenantId': { S: tenantId } },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    for (const item of page.Items ?? []) {
      const plain = unmarshall(item);
      found.push(apiKeyRef(tenantId, String(plain.keyId)).parse(plain));
    }
    from = page.LastEvaluatedKey;
  } while (from);
  return found.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** Adds a key that is not there yet. */
export const putKey = (apiKey: ApiKey): Write => {
  const { table, key } = apiKeyRef(apiKey.tenantId, apiKey.keyId);
  return { kind: 'put', table, key, item: { ...apiKey }, condition: isAbsent('keyId') };
};

export const changeKey = ({ tenantId, keyId }: ApiKey, set: Partial<ApiKey>, condition: Condition): Write => {
  const { table, key } = apiKeyRef(tenantId, keyId);
  return { kind: 'update', table, key, set, condition };
};

/** Somebody else changed the same thing: before, or in this moment. */
const contended = new Set<string | undefined>(['ConditionalCheckFailed', 'TransactionConflict']);

/** All or nothing. @returns false when somebody else was faster */
export async function commitWrites({ client, tables }: KeyStore, ...writes: Write[]): Promise<boolean> {
  const TransactItems = writes.map(each => transactItem(each, tables[each.table]));
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return true;
  } catch (error) {
    const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
    if (reasons.some(({ Code }) => contended.has(Code))) return false;
    throw error;
  }
}
