import { startEngine } from '../../tools/local/engine.ts';
import { createLocalTables, localTableNames } from '../../tools/local/tables.ts';
import { createEngineSdkClient, type TestEngine } from './test-engine.ts';

/** Does something with an engine in memory that has empty tables, inside a test or outside of any. */
export async function withEngine<T>(work: (engine: TestEngine) => Promise<T>): Promise<T> {
  const engine = await startEngine();
  const client = createEngineSdkClient(engine.url);
  try {
    await createLocalTables(client);
    return await work({ url: engine.url, client, tables: localTableNames });
  } finally {
    client.destroy();
    await engine.stop();
  }
}
