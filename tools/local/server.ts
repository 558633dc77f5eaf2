import { join } from 'node:path';
import type { TableName } from '../../lib/contract/endpoint.ts';
import { createRetryingClient } from '../../lib/dynamodb/client.ts';
import { type TableNames, tableNameVariables } from '../../lib/dynamodb/tables.ts';
import { retryTokensVariable } from '../../lib/http/environment.ts';
import { UserError } from '../../lib/user-error.ts';
import { applyDueHere, applyIntervalMs } from './apply-due.ts';
import { withDataFolder } from './data-folder.ts';
import { ensureDemoApiKey } from './demo-api-key.ts';
import { importDemoData } from './demo-data.ts';
import { demoIds, readDemoFile, writeDemoFile } from './demo-file.ts';
import { createLoopbackConfig, createLoopbackEnvironment, type LocalTarget } from './dynamodb-target.ts';
import { deleteExpiredItems } from './expired-items.ts';
import { createLocalGateway } from './gateway.ts';
import { loadHandlers } from './handlers.ts';
import { buildBaseUrl, listenOnHosts } from './listen.ts';
import { withLock } from './lock.ts';
import { openEngine } from './open-engine.ts';
import { runPeriodically } from './run-periodically.ts';
import type { ServerSettings } from './server-settings.ts';
import type { SharedEngine } from './shared-engine.ts';
import { createLocalTables, readLocalTableNames } from './tables.ts';
import { tellEvents } from './tell-events.ts';
import { startWebhookWorker } from './webhook-worker.ts';
import { buildWelcomeText } from './welcome-text.ts';

/** A server that answers. */
export interface RunningServer {
  /** Ends what was begun; then, if nobody else uses it, the engine. */
  stop(): Promise<void>;
}

/** One process serves all requests here, and no throttled table has to be spared. */
const localRetryTokens = 1000;
const engineCheckIntervalMs = 250;
const expirySweepIntervalMs = 10 * 60_000;

/** Starts the API on this machine. @throws Unusable */
export async function startLocalServer(settings: ServerSettings): Promise<RunningServer> {
  const { target } = settings;
  if (target.kind === 'remote') return serveRemote(settings, target.url);
  const engine = await openEngine(target);
  try {
    return await serveLocal(settings, target, engine);
  } catch (error) {
    await engine.release();
    throw error;
  }
}

/** On somebody else's DynamoDB, as it is. */
async function serveRemote({ hosts, port }: ServerSettings, url: string): Promise<RunningServer> {
  const AWS_REGION = await createRetryingClient()
    .config.region()
    .catch(() => {
      throw new UserError(
        `${url} is not on this machine, so AWS_REGION and credentials are needed, as for AWS itself.`,
      );
    });
  setHandlerEnvironment(readLocalTableNames(process.env), { AWS_REGION });
  const gateway = createLocalGateway(await loadHandlers());
  const baseUrl = buildBaseUrl(hosts, await listenOnHosts(gateway.createServer, hosts, port));
  console.log(`Connect API at ${baseUrl}. ${url} is not on this machine, so no tables, data or key are made there.`);
  return { stop: gateway.drain };
}

async function serveLocal(settings: ServerSettings, target: LocalTarget, engine: SharedEngine): Promise<RunningServer> {
  const { hosts, port } = settings;
  const { folder } = target;
  const tables = readLocalTableNames(process.env);
  setHandlerEnvironment(tables, createLoopbackEnvironment(engine.url));
  const client = createRetryingClient(createLoopbackConfig(engine.url));
  const store = { client, tables };
  let docsApiKey: string | undefined;
  const [handlers] = await Promise.all([
    loadHandlers(() => docsApiKey),
    createLocalTables(client, tables, { streams: true }),
  ]);
  const gateway = createLocalGateway(handlers);

  // Of servers that start together, the first makes the demo key and the others use it.
  const demo = await withDataFolder(folder, () =>
    withLock(join(folder, 'demo-lock'), async () => {
      await importDemoData(store);
      const apiKey = await ensureDemoApiKey(store, readDemoFile(folder)?.apiKey, Date.now());
      docsApiKey = apiKey;
      const buildDemoData = (boundPort: number) => ({ baseUrl: buildBaseUrl(hosts, boundPort), apiKey, ...demoIds });
      return buildDemoData(
        await listenOnHosts(gateway.createServer, hosts, port, boundPort =>
          writeDemoFile(folder, buildDemoData(boundPort)),
        ),
      );
    }),
  );
  console.log(buildWelcomeText(demo, target.url ?? `the data in ${folder}`));

  const sinks = () => [startWebhookWorker(store)];
  const stopFunctions = [
    tellEvents({ ...store, url: engine.url, folder, sinks }),
    runPeriodically(applyIntervalMs, () => applyDueHere(store)),
    runPeriodically(expirySweepIntervalMs, () => deleteExpiredItems(store, 'idempotency', Date.now())),
    runPeriodically(expirySweepIntervalMs, () => deleteExpiredItems(store, 'webhooks', Date.now())),
    runPeriodically(engineCheckIntervalMs, () => restartEngineOrReport(engine)),
  ];
  return {
    stop: async () => {
      await gateway.drain();
      for (const end of stopFunctions) await end();
      client.destroy();
      await engine.release();
    },
  };
}

/** The handlers know one address for good. */
async function restartEngineOrReport(engine: SharedEngine): Promise<void> {
  if (await engine.ensureRunning()) return;
  console.error('The DynamoDB engine ended and could not come back at its address; start this server again.');
}

/** The handlers make their clients from their environment, as in Lambda. */
function setHandlerEnvironment(tables: TableNames, extraVariables: Record<string, string> = {}): void {
  const tableVariableNames = Object.entries(tableNameVariables) as [TableName, string][];
  Object.assign(
    process.env,
    { [retryTokensVariable]: String(localRetryTokens) },
    extraVariables,
    Object.fromEntries(tableVariableNames.map(([table, variable]) => [variable, tables[table]])),
  );
}
