import {
  type DynamoDBClient,
  GetItemCommand,
  QueryCommand,
  type QueryCommandOutput,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { toInstant } from '../domain/calendar.ts';
import type { Tenant } from '../domain/entity.ts';
import { transactItem } from '../store/dynamodb.ts';
import { tenantRef } from '../store/entity.ts';
import type { Ref } from '../store/item.ts';
import type { TableNames } from '../store/table.ts';
import { type Condition, isAbsent, type Write } from '../store/write.ts';
import { type ApiKey, apiKeyRef, makeApiKey } from './api-key.ts';

/** Where keys are kept. */
export interface KeyStore {
  client: DynamoDBClient;
  tables: TableNames;
}

/** A key that was just made: its text is nowhere else. */
export interface NewKey {
  text: string;
  apiKey: ApiKey;
}

/** Why a key cannot be changed. */
export interface KeyProblem {
  problem: 'key_not_found' | 'key_revoked' | 'key_expired' | 'key_changed';
}

export type KeyTerms = Pick<ApiKey, 'scopes' | 'name' | 'expiresAt'>;
export type KeyState = 'active' | 'expired' | 'revoked';

export const findTenant = (store: KeyStore, tenantId: string): Promise<Tenant | undefined> =>
  find(store, tenantRef(tenantId));

/** What the key is worth at an instant. */
export function stateOf({ revokedAt, expiresAt }: ApiKey, now: string): KeyState {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'active';
}

/** Makes a key of the tenant's mode. */
export async function createKey(store: KeyStore, tenant: Tenant, terms: KeyTerms, nowMs: number): Promise<NewKey> {
  const made = makeApiKey(tenant, { ...terms, createdAt: toInstant(nowMs) });
  await write(store, putKey(made.apiKey));
  return made;
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

/**
 * Makes a key on the same terms and lets the old one expire after an overlap, both or neither. The old one never lives longer
 * than it would have, and the new one not either.
 */
export async function rotateKey(
  store: KeyStore,
  { tenantId, keyId }: Pick<ApiKey, 'tenantId' | 'keyId'>,
  overlapMs: number,
  nowMs: number,
): Promise<(NewKey & { old: ApiKey }) | KeyProblem> {
  const now = toInstant(nowMs);
  const old = await find(store, apiKeyRef(tenantId, keyId));
  if (!old) return { problem: 'key_not_found' };
  const state = stateOf(old, now);
  if (state !== 'active') return { problem: state === 'revoked' ? 'key_revoked' : 'key_expired' };

  const { scopes, name, mode } = old;
  const made = makeApiKey({ tenantId, mode }, { scopes, name, expiresAt: old.expiresAt, createdAt: now });
  const overlapEnd = toInstant(nowMs + overlapMs);
  const expiresAt = old.expiresAt !== undefined && old.expiresAt < overlapEnd ? old.expiresAt : overlapEnd;
  const ending = changeKey(old, { expiresAt }, bothOf(isNotRevoked, expiresAsRead(old)));
  const written = await write(store, putKey(made.apiKey), ending);
  return written ? { ...made, old: { ...old, expiresAt } } : { problem: 'key_changed' };
}

/** Ends a key for good, from the next request on. The first revocation is the one that is kept. */
export async function revokeKey(
  store: KeyStore,
  { tenantId, keyId }: Pick<ApiKey, 'tenantId' | 'keyId'>,
  nowMs: number,
): Promise<ApiKey | KeyProblem> {
  const ref = apiKeyRef(tenantId, keyId);
  const found = await find(store, ref);
  if (!found) return { problem: 'key_not_found' };
  if (found.revokedAt !== undefined) return found;
  const revokedAt = toInstant(nowMs);
  const written = await write(store, changeKey(found, { revokedAt }, isNotRevoked));
  return written ? { ...found, revokedAt } : ((await find(store, ref)) ?? { problem: 'key_not_found' });
}

async function find<T>({ client, tables }: KeyStore, { table, key, parse }: Ref<T>): Promise<T | undefined> {
  const command = new GetItemCommand({ TableName: tables[table], Key: marshall(key), ConsistentRead: true });
  const { Item } = await client.send(command);
  return Item && parse(unmarshall(Item));
}

const putKey = (apiKey: ApiKey): Write => {
  const { table, key } = apiKeyRef(apiKey.tenantId, apiKey.keyId);
  return { kind: 'put', table, key, item: { ...apiKey }, condition: isAbsent('keyId') };
};

const changeKey = ({ tenantId, keyId }: ApiKey, set: Partial<ApiKey>, condition: Condition): Write => {
  const { table, key } = apiKeyRef(tenantId, keyId);
  return { kind: 'update', table, key, set, condition };
};

/** It is there, and nobody has ended it. */
const isNotRevoked: Condition = {
  expression: 'attribute_exists(#keyId) AND attribute_not_exists(#revokedAt)',
  names: { '#keyId': 'keyId', '#revokedAt': 'revokedAt' },
  values: {},
};

/** Its expiry is still the one that the new expiry was compared with. */
const expiresAsRead = ({ expiresAt }: ApiKey): Condition => ({
  expression: expiresAt === undefined ? 'attribute_not_exists(#expiresAt)' : '#expiresAt = :readExpiresAt',
  names: { '#expiresAt': 'expiresAt' },
  values: expiresAt === undefined ? {} : { ':readExpiresAt': expiresAt },
});

const bothOf = (one: Condition, other: Condition): Condition => ({
  expression: `${one.expression} AND ${other.expression}`,
  names: { ...one.names, ...other.names },
  values: { ...one.values, ...other.values },
});

/** All or nothing. @returns false when a condition failed */
async function write({ client, tables }: KeyStore, ...writes: Write[]): Promise<boolean> {
  const TransactItems = writes.map(each => transactItem(each, tables[each.table]));
  try {
    await client.send(new TransactWriteItemsCommand({ TransactItems }));
    return true;
  } catch (error) {
    const reasons = error instanceof TransactionCanceledException ? (error.CancellationReasons ?? []) : [];
    if (reasons.some(({ Code }) => Code === 'ConditionalCheckFailed')) return false;
    throw error;
  }
}
