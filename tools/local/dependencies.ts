import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createSingleAttemptClient } from '../../lib/dynamodb/client.ts';
import type { Dependencies } from '../../lib/dynamodb/dependencies.ts';
import { createDynamoDBDatabase } from '../../lib/dynamodb/dynamodb-database.ts';
import type { TableNames } from '../../lib/dynamodb/tables.ts';

/** The dependencies of an import that this process does. */
export const createLocalDependencies = ({
  client,
  tables,
}: {
  client: DynamoDBDocumentClient;
  tables: TableNames;
}): Dependencies => ({
  database: createDynamoDBDatabase(createSingleAttemptClient(client), tables, Date.now),
  now: Date.now,
  newId: randomUUID,
  random: Math.random,
  sleep: async ms => {
    await sleep(ms);
  },
});
