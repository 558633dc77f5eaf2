import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { type Engine, startEngine } from '../../infra/local/engine.ts';
import { createTables, localTables } from '../../infra/local/tables.ts';
import { createClient } from '../../lib/store/dynamodb.ts';
import type { TableNames } from '../../lib/store/table.ts';

/** A client of the engine at an address, with the credentials it does not look at. */
export const clientOf = (endpoint: string): DynamoDBClient =>
  createClient({ endpoint, region: 'local', credentials: { accessKeyId: 'local', secretAccessKey: 'local' } });

export interface TestEngine {
  url: string;
  client: DynamoDBClient;
  tables: TableNames;
}

/** An engine in memory with empty tables, for one test file, with streams where a test reads them. Read its fields inside tests only. */
export function useEngine(options: { streams?: boolean } = {}): TestEngine {
  const used: TestEngine = { url: '', tables: localTables } as TestEngine;
  let engine: Engine;
  beforeAll(async () => {
    engine = await startEngine();
    used.url = engine.url;
    used.client = clientOf(engine.url);
    await createTables(used.client, localTables, options);
  });
  afterAll(async () => {
    used.client.destroy();
    await engine.stop();
  });
  return used;
}
