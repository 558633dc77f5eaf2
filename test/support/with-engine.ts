import { startEngine } from '../../infra/local/engine.ts';
import { createTables, localTables } from '../../infra/local/tables.ts';
import { clientOf, type TestEngine } from './engine.ts';

/** Does something with an engine in memory that has empty tables, inside a test or outside of any. */
export async function withEngine<T>(work: (engine: TestEngine) => Promise<T>): Promise<T> {
  const engine = await startEngine();
  const client = clientOf(engine.url);
  try {
    await createTables(client);
    return await work({ url: engine.url, client, tables: localTables });
  } finally {
    client.destroy();
    await engine.stop();
  }
}
