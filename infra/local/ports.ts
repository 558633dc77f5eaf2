import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Ports } from '../../lib/command/ports.ts';
import { dynamoDatabase } from '../../lib/store/dynamodb.ts';
import { clientOver } from '../../lib/store/sdk-client.ts';
import type { TableNames } from '../../lib/store/table.ts';

/** The ports of an import that this process does. */
export const portsOf = ({ client, tables }: { client: DynamoDBClient; tables: TableNames }): Ports => ({
  database: dynamoDatabase(clientOver(client), tables, Date.now),
  now: Date.now,
  newId: randomUUID,
  random: Math.random,
  sleep: async ms => {
    await sleep(ms);
  },
});
