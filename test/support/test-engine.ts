import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import {
  createClient,
  createRetryingClient,
  type HttpHandler,
  type SingleAttemptClient,
} from '../../lib/dynamodb/client.ts';
import type { TableNames } from '../../lib/dynamodb/tables.ts';
import { type LocalEngine, startEngine } from '../../tools/local/engine.ts';
import { createLocalTables, localTableNames } from '../../tools/local/tables.ts';

const region = 'local';
/** Credentials, which the engine ignores. */
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** Long timeout, so that a busy machine does not look like an engine that hangs. */
const requestHandler = { requestTimeout: 60_000 };

/** Creates an SDK client of the engine at an address. */
export const createEngineSdkClient = (endpoint: string): DynamoDBDocumentClient =>
  createRetryingClient({ endpoint, region, credentials, requestHandler, maxAttempts: 1 });

/** Creates the client of the product for the engine at an address, without retries. */
export const createEngineClient = (endpoint: string, requestHandler?: HttpHandler): SingleAttemptClient =>
  createClient({ endpoint, region, credentials, ...(requestHandler && { requestHandler }) });

export interface TestEngine {
  url: string;
  client: DynamoDBDocumentClient;
  tables: TableNames;
}

/** Starts an engine in memory with empty tables for one test file, with streams if needed. Read its fields only inside tests. */
export function useEngine(options: { streams?: boolean } = {}): TestEngine {
  const testEngine: TestEngine = { url: '', tables: localTableNames } as TestEngine;
  let engine: LocalEngine;
  beforeAll(async () => {
    engine = await startEngine();
    testEngine.url = engine.url;
    testEngine.client = createEngineSdkClient(engine.url);
    await createLocalTables(testEngine.client, localTableNames, options);
  });
  afterAll(async () => {
    testEngine.client.destroy();
    await engine.stop();
  });
  return testEngine;
}
