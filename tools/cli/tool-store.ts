import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createRetryingClient } from '../../lib/dynamodb/client.ts';
import type { TableNames } from '../../lib/dynamodb/tables.ts';
import { createLoopbackConfig, parseTarget } from '../local/dynamodb-target.ts';
import { createLocalTables, readLocalTableNames } from '../local/tables.ts';
import { openToolEngine } from '../local/tool-engine.ts';
import { onInterruption } from './interruption.ts';

/** The tables of a command, and the client for them. */
export interface ToolStore {
  client: DynamoDBDocumentClient;
  tables: TableNames;
  /** Must be called at the end: it stops an engine that the command started. */
  close(): Promise<void>;
}

/** The database of a command. */
export interface StoreLocation {
  /** A deployed stage. Only this option leads to AWS. */
  stage?: string | undefined;
  environment?: Record<string, string | undefined>;
}

/**
 * Opens a deployed stage if one is given; otherwise the database at `AWS_ENDPOINT_URL_DYNAMODB`, or else the embedded engine of
 * this machine. Creates missing tables on this machine only.
 *
 * @throws UserError
 */
export async function openToolStore({ stage, environment = process.env }: StoreLocation = {}): Promise<ToolStore> {
  if (stage !== undefined) {
    // Loaded only here: loading the CloudFormation client takes a tenth of a second, and most commands work on this machine.
    const { findStageTables } = await import('./stage-tables.ts');
    const tables = await findStageTables(stage);
    const client = createRetryingClient();
    return { client, tables, close: async () => client.destroy() };
  }
  const target = parseTarget(environment);
  const tables = readLocalTableNames(environment);
  if (target.kind === 'remote') {
    const client = createRetryingClient({ endpoint: target.url });
    return { client, tables, close: async () => client.destroy() };
  }
  const engine = await openToolEngine(target);
  const client = createRetryingClient(createLoopbackConfig(engine.url));
  // The engine is not part of the terminal: closing the terminal would end this process, but not the engine.
  const ignoreInterruption = onInterruption(() => close());
  const close = async () => {
    ignoreInterruption();
    client.destroy();
    await engine.stop();
  };
  try {
    await createLocalTables(client, tables, { streams: true });
  } catch (error) {
    await close();
    throw error;
  }
  return { client, tables, close };
}
