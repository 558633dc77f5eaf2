import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll } from 'vitest';
import { type Engine, startEngine } from '../../infra/local/engine.ts';
import { createTables, localTables } from '../../infra/local/tables.ts';
import { type Client, createClient, type HttpHandler, signerOf } from '../../lib/store/client.ts';
import { createSdkClient } from '../../lib/store/sdk-client.ts';
import type { TableNames } from '../../lib/store/table.ts';

const region = 'local';
/** The engine does not look at them. */
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/** A machine that is busy with other things must not look like an engine that hangs. */
const requestHandler = { requestTimeout: 60_000 };

/** The SDK's client of the engine at an address. */
export const clientOf = (endpoint: string): DynamoDBClient =>
  createSdkClient({ endpoint, region, credentials, requestHandler });

/** The client of the store, of the engine at an address. */
export const storeClientOf = (endpoint: string, requestHandler?: HttpHandler): Client =>
  createClient({ endpoint, signer: signerOf(region, credentials), ...(requestHandler && { requestHandler }) });

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
