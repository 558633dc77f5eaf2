import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { createClient, createRetryingClient, type HttpHandler } from '../../lib/dynamodb/client.ts';
import type { TableNames } from '../../lib/dynamodb/tables.ts';
import { type LocalEngine, startEngine } from '../../tools/local/engine.ts';
import { createLocalTables, localTableNames } from '../../tools/local/tables.ts';

const region = 'local';
/** The engine does not look at them. */
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** A machine that is busy with other things must not look like an engine that hangs. */
const requestHandler = { requestTimeout: 60_000 };

/** The SDK's client of the engine at an address. */
export const createEngineSdkClient = (endpoint: string): DynamoDBDocumentClient =>
  createRetryingClient({ endpoint, region, credentials, requestHandler, maxAttempts: 1 });

/** The client of the store, of the engine at an address. */
export const createEngineClient = (endpoint: string, requestHandler?: HttpHandler): DynamoDBDocumentClient =>
  createClient({ endpoint, region, credentials, ...(requestHandler && { requestHandler }) });

export interface TestEngine {
  url: string;
  client: DynamoDBDocumentClient;
  tables: TableNames;
}

/** An engine in memory with empty tables, for one test file, with streams where a test reads them. Read its fields inside tests only. */
export function useEngine(options: { streams?: boolean } = {}): TestEngine {
  const used: TestEngine = { url: '', tables: localTableNames } as TestEngine;
  let engine: LocalEngine;
  beforeAll(async () => {
    engine = await startEngine();
    used.url = engine.url;
    used.client = createEngineSdkClient(engine.url);
    await createLocalTables(used.client, localTableNames, options);
  });
  afterAll(async () => {
    used.client.destroy();
    await engine.stop();
  });
  return used;
}
