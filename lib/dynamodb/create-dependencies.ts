import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createClientFromEnvironment } from './client.ts';
import type { Dependencies } from './dependencies.ts';
import { createDynamoDBDatabase } from './dynamodb-database.ts';
import { readTableNames } from './tables.ts';

/** The dependencies of a Lambda function, created at its cold start. @throws an Error that names a variable that is missing or wrong */
export function createDependencies(environment = process.env): Dependencies {
  const now = Date.now;
  return {
    database: createDynamoDBDatabase(createClientFromEnvironment(environment), readTableNames(environment), now),
    now,
    newId: randomUUID,
    random: Math.random,
    sleep: async ms => {
      await sleep(ms);
    },
  };
}
