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
  /** Present when the table has the indexes of {@link indexDefinitions}. */
  indexes?: true;
}

/** Tables that the deployment and the local server create. */
export const tableDefinitions: Record<TableName, TableDefinition> = {
  connect: { partitionKey: 'pk', sortKey: 'sk', stream: true, pointInTimeRecovery: true, indexes: true },
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
  audit: { partitionKey: 'pk', sortKey: 'sk', stream: false, pointInTimeRecovery: true },
};

/**
 * Indexes of the `connect` table. They contain only keys. So a change of an item that does not move it in an index costs nothing
 * there, and the items found are read from the table with strong consistency.
 */
export const indexDefinitions: Record<IndexName, { partitionKey: string; sortKey: string }> = {
  /** Licenses, subscriptions and orders of a tenant by creation time and ID, product offerings by their ID. */
  byTenant: { partitionKey: 'byTenant', sortKey: 'listOrder' },
  /** Licenses, subscriptions and orders of one customer by creation time and ID. */
  byCustomer: { partitionKey: 'byCustomer', sortKey: 'listOrder' },
  /** Items that begin or end on a future day, by that instant, in shards. */
  due: { partitionKey: 'dueShard', sortKey: 'dueAt' },
};

/** Names of the tables in an AWS account. */
export type TableNames = Record<TableName, string>;

/** Environment variables with the names of a function's tables. */
export const tableNameVariables: TableNames = {
  connect: 'CONNECT_TABLE',
  secrets: 'SECRETS_TABLE',
  idempotency: 'IDEMPOTENCY_TABLE',
  apiKeys: 'API_KEYS_TABLE',
  webhooks: 'WEBHOOKS_TABLE',
  audit: 'AUDIT_TABLE',
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
    audit: name('audit'),
  };
}
