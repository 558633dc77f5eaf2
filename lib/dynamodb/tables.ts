import * as z from 'zod';
import type { IndexName, TableName } from '../contract/endpoint.ts';

export interface TableDefinition {
  partitionKey: string;
  sortKey?: string;
  /** Attribute with the time, in epoch seconds, after which an item may be deleted. */
  timeToLive?: string;
  /** True when the table has a stream with both images of every change. */
  stream: boolean;
  /** False for records that live for one day: a restored copy would replay responses whose effects are gone. */
  pointInTimeRecovery: boolean;
}

/** Tables that the deployment and the local server create. */
export const tableDefinitions: Record<TableName, TableDefinition> = {
  connect: { partitionKey: 'pk', sortKey: 'sk', stream: true, pointInTimeRecovery: true },
  // Without a stream, so that no event can contain personal data or codes.
  secrets: {
    partitionKey: 'pk',
    sortKey: 'sk',
    timeToLive: 'expiresAt',
    stream: false,
    pointInTimeRecovery: true,
  },
  idempotency: { partitionKey: 'pk', timeToLive: 'expiresAt', stream: false, pointInTimeRecovery: false },
  apiKeys: { partitionKey: 'tenantId', sortKey: 'keyId', stream: false, pointInTimeRecovery: true },
  // Signing needs readable secrets, so they are separate from everything else.
  webhooks: {
    partitionKey: 'tenantId',
    sortKey: 'sk',
    timeToLive: 'expiresAt',
    stream: false,
    pointInTimeRecovery: true,
  },
  // A copy of changes that are stored in `connect`, so it needs no backup.
  activity: {
    partitionKey: 'pk',
    sortKey: 'sk',
    timeToLive: 'expiresAt',
    stream: false,
    pointInTimeRecovery: false,
  },
  audit: { partitionKey: 'pk', sortKey: 'sk', stream: false, pointInTimeRecovery: true },
  users: { partitionKey: 'pk', sortKey: 'sk', stream: false, pointInTimeRecovery: true },
};

/** An index of a table. */
export interface IndexDefinition {
  table: TableName;
  partitionKey: string;
  sortKey: string;
}

/**
 * Indexes of the tables. They contain only keys. So a change of an item that does not move it in an index costs nothing there, and
 * the items found are read from the table with strong consistency.
 */
export const indexDefinitions: Record<IndexName, IndexDefinition> = {
  /** Licenses, subscriptions and orders of a tenant by creation time and ID, product offerings by their ID. */
  byTenant: { table: 'connect', partitionKey: 'byTenant', sortKey: 'listOrder' },
  /** Licenses, subscriptions and orders of one customer by creation time and ID. */
  byCustomer: { table: 'connect', partitionKey: 'byCustomer', sortKey: 'listOrder' },
  /** Items that begin or end on a future day, by that instant, in shards. */
  due: { table: 'connect', partitionKey: 'dueShard', sortKey: 'dueAt' },
  /** Webhook deliveries that wait for a retry or failed for good, by endpoint and number. */
  byState: { table: 'activity', partitionKey: 'listedState', sortKey: 'sk' },
};

/** Lists the indexes of a table. */
export const listTableIndexes = (table: TableName): [IndexName, IndexDefinition][] =>
  (Object.entries(indexDefinitions) as [IndexName, IndexDefinition][]).filter(([, index]) => index.table === table);

/** Names of the tables in an AWS account. */
export type TableNames = Record<TableName, string>;

/** Environment variables with the names of a function's tables. */
export const tableNameVariables: TableNames = {
  connect: 'CONNECT_TABLE',
  secrets: 'SECRETS_TABLE',
  idempotency: 'IDEMPOTENCY_TABLE',
  apiKeys: 'API_KEYS_TABLE',
  webhooks: 'WEBHOOKS_TABLE',
  activity: 'ACTIVITY_TABLE',
  audit: 'AUDIT_TABLE',
  users: 'USERS_TABLE',
};

const PhysicalTableName = z.string().regex(/^[a-zA-Z0-9_.-]{3,255}$/);

/** @throws an Error that names the variable that is missing or wrong */
export function readTableNames(environment: Record<string, string | undefined>): TableNames {
  const name = (table: TableName): string => {
    const variable = tableNameVariables[table];
    const parsed = PhysicalTableName.safeParse(environment[variable]);
    if (!parsed.success)
      throw new Error(`The environment variable ${variable} must hold the name of a DynamoDB table.`);
    return parsed.data;
  };
  return {
    connect: name('connect'),
    secrets: name('secrets'),
    idempotency: name('idempotency'),
    apiKeys: name('apiKeys'),
    webhooks: name('webhooks'),
    activity: name('activity'),
    audit: name('audit'),
    users: name('users'),
  };
}
