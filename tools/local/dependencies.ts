import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createSingleAttemptClient } from '../../lib/dynamodb/client.ts';
import type { Dependencies } from '../../lib/dynamodb/dependencies.ts';
import { createDynamoDBDatabase } from '../../lib/dynamodb/dynamodb-database.ts';
import type { TableNames } from '../../lib/dynamodb/tables.ts';

/**
 * Creates the dependencies of an import or a job that runs in this process.
 *
 * @param options.signal - when it is aborted, every wait ends with an error
 */
export const createLocalDependencies = (
  { client, tables }: { client: DynamoDBDocumentClient; tables: TableNames },
  { now = Date.now, signal }: { now?: () => number; signal?: AbortSignal } = {},
): Dependencies => ({
  database: createDynamoDBDatabase(createSingleAttemptClient(client), tables, now),
  now,
  newId: randomUUID,
  random: Math.random,
  sleep: async ms => {
    await sleep(ms, undefined, { ...(signal && { signal }) });
  },
});
