import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createClient } from '../../lib/store/dynamodb.ts';
import type { TableNames } from '../../lib/store/table.ts';
import { openEngine } from '../local/open-engine.ts';
import { createTables, tablesFrom } from '../local/tables.ts';
import { loopbackConfig, silenceSdk, targetFrom } from '../local/target.ts';

/** What a command-line tool works on. */
export interface Store {
  client: DynamoDBClient;
  tables: TableNames;
  /** Must be called at the end: an engine that nobody else uses is stopped. */
  close(): Promise<void>;
}

/**
 * The engine at `AWS_ENDPOINT_URL_DYNAMODB`, or else the embedded one of this machine. Missing tables are made on this
 * machine only.
 *
 * @throws Unusable
 */
export async function openStore(environment: Record<string, string | undefined> = process.env): Promise<Store> {
  silenceSdk();
  const target = targetFrom(environment);
  const tables = tablesFrom(environment);
  if (target.kind === 'remote') {
    const client = createClient({ endpoint: target.url, maxAttempts: 3 });
    return { client, tables, close: async () => client.destroy() };
  }
  const engine = await openEngine(target);
  const client = createClient({ ...loopbackConfig(engine.url), maxAttempts: 3 });
  const close = async () => {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted);
    client.destroy();
    await engine.leave();
  };
  const interrupted = () => close().finally(() => process.exit(130));
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted);
  try {
    await createTables(client, tables);
  } catch (error) {
    await close();
    throw error;
  }
  return { client, tables, close };
}
