import { join } from 'node:path';
import type { TableName } from '../../lib/schemas/endpoint.ts';
import { createSdkClient } from '../../lib/store/sdk-client.ts';
import { type TableNames, tableVariables } from '../../lib/store/table.ts';
import { applyDueHere, applyEveryMs } from './apply-due.ts';
import { prepareDemo } from './demo.ts';
import { demoIds, readDemo, writeDemo } from './demo-file.ts';
import { demoKey } from './demo-key.ts';
import { inFolder } from './folder.ts';
import { createGateway } from './gateway.ts';
import { loadHandlers } from './handlers.ts';
import { baseUrlOf, listen } from './listen.ts';
import { withLock } from './lock.ts';
import { openEngine } from './open-engine.ts';
import { every } from './periodic.ts';
import type { Settings } from './settings.ts';
import type { SharedEngine } from './shared-engine.ts';
import { sweepExpired } from './sweep.ts';
import { createTables, tablesFrom } from './tables.ts';
import { type LocalTarget, loopbackConfig, loopbackEnvironment } from './target.ts';
import { tellEvents } from './tell-events.ts';
import { Unusable } from './unusable.ts';
import { startWebhookWorker } from './webhook-worker.ts';
import { welcome } from './welcome.ts';

/** A server that answers. */
export interface RunningServer {
  /** Ends what was begun; then, if nobody else uses it, the engine. */
  stop(): Promise<void>;
}

const lookAtEngineEveryMs = 250;
const sweepEveryMs = 10 * 60_000;

/** Starts the API on this machine. @throws Unusable */
export async function startServer(settings: Settings): Promise<RunningServer> {
  const { target } = settings;
  if (target.kind === 'remote') return serveRemote(settings, target.url);
  const engine = await openEngine(target);
  try {
    return await serveLocal(settings, target, engine);
  } catch (error) {
    await engine.leave();
    throw error;
  }
}

/** On somebody else's DynamoDB, as it is. */
async function serveRemote({ hosts, port }: Settings, url: string): Promise<RunningServer> {
  const AWS_REGION = await createSdkClient()
    .config.region()
    .catch(() => {
      throw new Unusable(`${url} is not on this machine, so AWS_REGION and credentials are needed, as for AWS itself.`);
    });
  tellHandlers(tablesFrom(process.env), { AWS_REGION });
  const gateway = createGateway(await loadHandlers());
  const baseUrl = baseUrlOf(hosts, await listen(gateway.server, hosts, port));
  console.log(`Connect API at ${baseUrl}. ${url} is not on this machine, so no tables, data or key are made there.`);
  return { stop: gateway.drain };
}

async function serveLocal(settings: Settings, target: LocalTarget, engine: SharedEngine): Promise<RunningServer> {
  const { hosts, port } = settings;
  const { folder } = target;
  const tables = tablesFrom(process.env);
  tellHandlers(tables, loopbackEnvironment(engine.url));
  const client = createSdkClient(loopbackConfig(engine.url));
  const store = { client, tables };
  let keyForPages: string | undefined;
  const [handlers] = await Promise.all([
    loadHandlers(() => keyForPages),
    createTables(client, tables, { streams: true }),
  ]);
  const gateway = createGateway(handlers);

  // Of servers that start together, the first makes the demo key and the others use it.
  const demo = await inFolder(folder, () =>
    withLock(join(folder, 'demo-lock'), async () => {
      await prepareDemo(store);
      const apiKey = await demoKey(store, readDemo(folder)?.apiKey, Date.now());
      keyForPages = apiKey;
      const demoAt = (known: number) => ({ baseUrl: baseUrlOf(hosts, known), apiKey, ...demoIds });
      return demoAt(await listen(gateway.server, hosts, port, known => writeDemo(folder, demoAt(known))));
    }),
  );
  console.log(welcome(demo, target.url ?? `the data in ${folder}`));

  const sinks = () => [startWebhookWorker(store)];
  const endings = [
    tellEvents({ ...store, url: engine.url, folder, sinks }),
    every(applyEveryMs, () => applyDueHere(store)),
    every(sweepEveryMs, () => sweepExpired(store, 'idempotency', Date.now())),
    every(sweepEveryMs, () => sweepExpired(store, 'webhooks', Date.now())),
    every(lookAtEngineEveryMs, () => reviveOrSay(engine)),
  ];
  return {
    stop: async () => {
      await gateway.drain();
      for (const end of endings) await end();
      client.destroy();
      await engine.leave();
    },
  };
}

/** The handlers know one address for good. */
async function reviveOrSay(engine: SharedEngine): Promise<void> {
  if (await engine.revive()) return;
  console.error('The DynamoDB engine ended and could not come back at its address; start this server again.');
}

/** The handlers make their clients from their environment, as in Lambda. */
function tellHandlers(tables: TableNames, more: Record<string, string> = {}): void {
  const names = Object.entries(tableVariables) as [TableName, string][];
  Object.assign(process.env, more, Object.fromEntries(names.map(([table, variable]) => [variable, tables[table]])));
}
