import * as z from 'zod';
import type { IndexName, TableName } from '../contract/endpoint.ts';

export interface TableDefinition {
  partitionKey: string;
  sortKey?: string;
  /** The attribute with the epoch seconds after which an item may be deleted. */
  timeToLive?: string;
  /** Both images of every change go to the table's stream. */
  stream: boolean;
  /** Restorable to any second; not so what lives a day: restored, it would answer with what the other tables never saw. */
  pointInTimeRecovery: boolean;
  /** It has those of {@link indexDefinitions}. */
  indexes?: true;
}

/** The tables, as the deployment and the local server make them. */
export const tableDefinitions: Record<TableName, TableDefinition> = {
  connect: { partitionKey: 'pk', sortKey: 'sk', stream: true, pointInTimeRecovery: true, indexes: true },
  idempotency: { partitionKey: 'pk', timeToLive: 'expiresAt', stream: false, pointInTimeRecovery: false },
  apiKeys: { partitionKey: 'tenantId', sortKey: 'keyId', stream: false, pointInTimeRecovery: true },
  // Secrets that must be readable to sign with stand apart from everything else.
  webhooks: {
    partitionKey: 'tenantId',
    sortKey: 'sk',
    timeToLive: 'expiresAt',
    stream: false,
    pointInTimeRecovery: true,
  },
};

/**
 * The indexes of the `connect` table. They hold keys alone: a change of an item that does not move it in an index costs nothing
 * there, and what is found is read from the table, as it is.
 */
export const indexDefinitions: Record<IndexName, { partitionKey: string; sortKey: string }> = {
  /** Licenses and subscriptions of a tenant by their age, product offerings by their id. */
  byTenant: { partitionKey: 'byTenant', sortKey: 'listOrder' },
  /** Licenses and subscriptions of one customer by their age. */
  byCustomer: { partitionKey: 'byCustomer', sortKey: 'listOrder' },
  /** What begins or ends on a day to come, by its instant, in shards. */
  due: { partitionKey: 'dueShard', sortKey: 'dueAt' },
};

/** What the tables are called in an account. */
export type TableNames = Record<TableName, string>;

/** The environment variables that tell a function its tables. */
export const tableNameVariables: TableNames = {
  connect: 'CONNECT_TABLE',
  idempotency: 'IDEMPOTENCY_TABLE',
  apiKeys: 'API_KEYS_TABLE',
  webhooks: 'WEBHOOKS_TABLE',
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
    idempotency: name('idempotency'),
    apiKeys: name('apiKeys'),
    webhooks: name('webhooks'),
  };
}
