import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Dependencies } from '../../lib/dynamodb/dependencies.ts';
import { createDynamoDBDatabase } from '../../lib/dynamodb/dynamodb-database.ts';
import { clientOver } from '../../lib/dynamodb/sdk-client.ts';
import type { TableNames } from '../../lib/dynamodb/tables.ts';

/** The dependencies of an import that this process does. */
export const createLocalDependencies = ({
  client,
  tables,
}: {
  client: DynamoDBClient;
  tables: TableNames;
}): Dependencies => ({
  database: createDynamoDBDatabase(clientOver(client), tables, Date.now),
  now: Date.now,
  newId: randomUUID,
  random: Math.random,
  sleep: async ms => {
    await sleep(ms);
  },
});
