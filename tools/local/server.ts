import type { TableName } from '../../lib/contract/endpoint.ts';
import { createRetryingClient } from '../../lib/dynamodb/client.ts';
import { type TableNames, tableDefinitions, tableNameVariables } from '../../lib/dynamodb/tables.ts';
import { retryTokensVariable } from '../../lib/http/environment.ts';
import { UserError } from '../../lib/user-error.ts';
import { ensureDemoApiKey } from './demo-api-key.ts';
import { importDemoData } from './demo-data.ts';
import { demoIds, readDemoFile, writeDemoFile } from './demo-file.ts';
import { createLoopbackConfig, createLoopbackEnvironment, type LocalTarget } from './dynamodb-target.ts';
import { deleteExpiredItems } from './expired-items.ts';
import { claimFolder, type FolderClaim, isFolderClaim } from './folder-claim.ts';
import { type EngineHandle, startFolderEngine } from './folder-engine.ts';
import { createLocalGateway } from './gateway.ts';
import { loadHandlers } from './handlers.ts';
import { startLocalJobs } from './jobs.ts';
import { buildBaseUrl, listenOnHosts } from './listen.ts';
import { createLocalWebhookEffects } from './local-messaging.ts';
import { runPeriodically } from './run-periodically.ts';
import type { ServerSettings } from './server-settings.ts';
import { createSignInListener } from './sign-in/listener.ts';
import { buildSignInVariables, signInPath } from './sign-in/settings.ts';
import { createLocalTables, readLocalTableNames } from './tables.ts';
import { buildWelcomeText } from './welcome-text.ts';

/** A server that accepts requests. */
export interface RunningServer {
  /** Completes the requests that are being processed, and stops everything that the server started. */
  stop(): Promise<void>;
}

/** Larger than in a Lambda function, because this one process serves all requests, and no throttled table has to be spared. */
const localRetryTokens = 1000;
const expirySweepIntervalMs = 10 * 60_000;
const expiringTables = (Object.keys(tableDefinitions) as TableName[]).filter(
  table => tableDefinitions[table].timeToLive !== undefined,
);

/** Starts the API on this machine. @throws UserError */
export async function startLocalServer(settings: ServerSettings): Promise<RunningServer> {
  const { target } = settings;
  if (target.kind === 'remote') return serveRemote(settings, target.url);
  const claim = await claimServerFolder(target.folder);
  let engine: EngineHandle | undefined;
  const stop = async (): Promise<void> => {
    await engine?.stop();
    await claim.release();
  };
  try {
    engine = await openEngine(target, claim);
    const server = await serveLocal(settings, target, engine.url);
    claim.announce({ baseUrl: server.baseUrl, engineUrl: engine.url });
    return { stop: () => server.stop().finally(stop) };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function claimServerFolder(folder: string): Promise<FolderClaim> {
  const result = await claimFolder(folder, 'server');
  if (isFolderClaim(result)) return result;
  throw new UserError(
    `A server already runs on the folder ${folder}, at ${result.baseUrl} (process ${result.pid}); stop it, or set CONNECT_LOCAL_FOLDER to use another folder.`,
  );
}

async function openEngine({ folder, url }: LocalTarget, { enginePort }: FolderClaim): Promise<EngineHandle> {
  return url === undefined ? startFolderEngine(folder, enginePort) : { url, stop: async () => {} };
}

/** Serves the API on a DynamoDB that is not on this machine, and creates nothing there. */
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
  console.log(
    `Connect API at ${baseUrl}. ${url} is not on this machine, so no tables, data or API key are created there.`,
  );
  return { stop: gateway.drain };
}

/** Serves the API on an engine of this machine. */
async function serveLocal(
  { hosts, port, runsJobs, servesSignIn }: ServerSettings,
  { folder, url }: LocalTarget,
  engineUrl: string,
): Promise<RunningServer & { baseUrl: string }> {
  const tables = readLocalTableNames(process.env);
  setHandlerEnvironment(tables, createLoopbackEnvironment(engineUrl));
  const client = createRetryingClient(createLoopbackConfig(engineUrl));
  const store = { client, tables };
  let docsApiKey: string | undefined;
  const [handlers] = await Promise.all([
    loadHandlers(() => docsApiKey, createLocalWebhookEffects(store)),
    createLocalTables(client, tables, { streams: true }),
  ]);
  let boundPort = 0;
  const signIn = { path: signInPath, listener: createSignInListener(() => boundPort) };
  const gateway = createLocalGateway(handlers, servesSignIn ? signIn : undefined);

  await importDemoData(store);
  const apiKey = await ensureDemoApiKey(store, readDemoFile(folder)?.apiKey, Date.now());
  docsApiKey = apiKey;
  const buildDemoData = () => ({ baseUrl: buildBaseUrl(hosts, boundPort), apiKey, ...demoIds });
  await listenOnHosts(gateway.createServer, hosts, port, knownPort => {
    boundPort = knownPort;
    if (servesSignIn) Object.assign(process.env, buildSignInVariables(buildBaseUrl(hosts, boundPort)));
    writeDemoFile(folder, buildDemoData());
  });
  const demo = buildDemoData();
  console.log(buildWelcomeText(demo, url ?? `the data in ${folder}`));

  const stopFunctions = [
    ...(runsJobs ? [startLocalJobs({ store, engineUrl, folder })] : []),
    ...expiringTables.map(table =>
      runPeriodically(expirySweepIntervalMs, () => deleteExpiredItems(store, table, Date.now())),
    ),
  ];
  const stop = async (): Promise<void> => {
    await gateway.drain();
    for (const stopFunction of stopFunctions) await stopFunction();
    client.destroy();
  };
  return { baseUrl: demo.baseUrl, stop };
}

/** The handlers create their clients from the environment, as in Lambda. */
function setHandlerEnvironment(tables: TableNames, extraVariables: Record<string, string> = {}): void {
  const tableVariableNames = Object.entries(tableNameVariables) as [TableName, string][];
  Object.assign(
    process.env,
    { [retryTokensVariable]: String(localRetryTokens) },
    extraVariables,
    Object.fromEntries(tableVariableNames.map(([table, variable]) => [variable, tables[table]])),
  );
}
