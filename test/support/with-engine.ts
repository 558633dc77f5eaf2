import { startEngine } from '../../tools/local/engine.ts';
import { createLocalTables, localTableNames } from '../../tools/local/tables.ts';
import { createEngineSdkClient, type TestEngine } from './test-engine.ts';

/** Runs a function with an engine in memory that has empty tables. It also works outside of tests. */
export async function withEngine<T>(use: (engine: TestEngine) => Promise<T>): Promise<T> {
  const engine = await startEngine();
  const client = createEngineSdkClient(engine.url);
  try {
    await createLocalTables(client);
    return await use({ url: engine.url, client, tables: localTableNames });
  } finally {
    client.destroy();
    await engine.stop();
  }
}
