import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { createSdkClient } from '../../lib/store/sdk-client.ts';
import type { TableNames } from '../../lib/store/table.ts';
import { muteOutput } from '../local/mute-output.ts';
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

/** Where a tool works. */
export interface Place {
  /** A deployed stage. Nothing else leads to AWS. */
  stage?: string | undefined;
  environment?: Record<string, string | undefined>;
}

/**
 * A deployed stage, if one is named; otherwise the engine at `AWS_ENDPOINT_URL_DYNAMODB`, or else the embedded one of this
 * machine. Missing tables are made on this machine only.
 *
 * @throws Unusable
 */
export async function openStore({ stage, environment = process.env }: Place = {}): Promise<Store> {
  silenceSdk();
  if (stage !== undefined) {
    // Loaded only here: the client of CloudFormation takes a tenth of a second, and most calls are about this machine.
    const { findStageTables } = await import('./stage-tables.ts');
    const tables = await findStageTables(stage);
    const client = createSdkClient({ maxAttempts: 3 });
    return { client, tables, close: async () => client.destroy() };
  }
  const target = targetFrom(environment);
  const tables = tablesFrom(environment);
  if (target.kind === 'remote') {
    const client = createSdkClient({ endpoint: target.url, maxAttempts: 3 });
    return { client, tables, close: async () => client.destroy() };
  }
  const engine = await openEngine(target);
  const client = createSdkClient({ ...loopbackConfig(engine.url), maxAttempts: 3 });
  const close = async () => {
    process.off('SIGINT', interrupted).off('SIGTERM', interrupted).off('SIGHUP', hungUp);
    client.destroy();
    await engine.leave();
  };
  const interrupted = () => close().finally(() => process.exit(130));
  // The engine is in no terminal: one that is closed would end this process and leave it running.
  const hungUp = () => {
    muteOutput();
    return interrupted();
  };
  process.once('SIGINT', interrupted).once('SIGTERM', interrupted).once('SIGHUP', hungUp);
  try {
    await createTables(client, tables, { streams: true });
  } catch (error) {
    await close();
    throw error;
  }
  return { client, tables, close };
}
