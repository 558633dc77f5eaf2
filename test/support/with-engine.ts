import { startEngine } from '../../infra/local/engine.ts';
import { createTables, localTables } from '../../infra/local/tables.ts';
import { createSdkClient } from '../../lib/store/sdk-client.ts';
import type { TestEngine } from './engine.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
/** A machine that is busy with other things must not look like an engine that hangs. */
const requestHandler = { requestTimeout: 60_000 };

/** Does something with an engine in memory that has empty tables, inside a test or outside of any. */
export async function withEngine<T>(work: (engine: TestEngine) => Promise<T>): Promise<T> {
  const engine = await startEngine();
  const client = createSdkClient({ endpoint: engine.url, region: 'local', credentials, requestHandler });
  try {
    await createTables(client);
    return await work({ url: engine.url, client, tables: localTables });
  } finally {
    client.destroy();
    await engine.stop();
  }
}
