import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DemoData } from '../../../tools/local/demo-file.ts';
import { type LocalEngine, startEngine } from '../../../tools/local/engine.ts';
import { type LocalServer, readStrictDemo, startTestServer } from '../../support/local-server.ts';
import { startProcess } from '../../support/processes.ts';
import { pickOne } from '../../support/random.ts';
import { FaultInjectionProxy } from './fault-injection-proxy.ts';

/** Servers in separate processes on one engine in another process, with an unreliable network between them. */
export class ServerCluster {
  readonly network: FaultInjectionProxy;
  readonly kills = { servers: 0, engines: 0 };
  private readonly folder = mkdtempSync(join(tmpdir(), 'connect-prove-'));
  private readonly random: () => number;
  private servers: LocalServer[] = [];
  private engine: LocalEngine | undefined;
  private port = 0;
  private serverFolders = 0;
  private demoFolder: string | undefined;

  constructor(random: () => number) {
    this.random = random;
    this.network = new FaultInjectionProxy(random);
  }

  async open(count: number): Promise<void> {
    this.engine = await this.startEngine();
    this.port = Number(new URL(this.engine.url).port);
    await this.network.open(this.engine.url);
    this.servers = await Promise.all(Array.from({ length: count }, () => this.startServer()));
  }

  private startEngine(): Promise<LocalEngine> {
    return startEngine({ file: join(this.folder, 'engine.db'), ...(this.port > 0 && { port: this.port }) });
  }

  /** Starts a server. It retries if the engine is being killed or the machine is busy, because starting is not under test. */
  private async startServer(): Promise<LocalServer> {
    for (let attempt = 1; ; attempt++) {
      try {
        // Only one server can run per folder.
        const folder = join(this.folder, `server-${++this.serverFolders}`);
        const server = await startTestServer(startProcess, folder, { AWS_ENDPOINT_URL_DYNAMODB: this.network.url });
        this.demoFolder ??= folder;
        return server;
      } catch (error) {
        if (attempt === 5) throw error;
        await sleep(500 * attempt);
      }
    }
  }

  get engineUrl(): string {
    return this.engine?.url ?? '';
  }

  get demo(): DemoData {
    return readStrictDemo(this.demoFolder ?? this.folder);
  }

  /** Chooses the address of a running server. */
  chooseServer(): string {
    return pickOne(this.servers, this.random).baseUrl;
  }

  /** Kills a server with `kill -9`, whatever it is doing. */
  async killServer(): Promise<void> {
    const victim = pickOne(this.servers, this.random);
    this.servers = this.servers.filter(server => server !== victim);
    victim.child.kill('SIGKILL');
    this.kills.servers += 1;
    await victim.waitForExit();
  }

  async replaceServer(): Promise<void> {
    const { faultRate } = this.network;
    // A starting server creates its tables, which is not under test.
    this.network.faultRate = 0;
    this.servers.push(await this.startServer());
    this.network.faultRate = faultRate;
  }

  /** Kills the engine with `kill -9` and restarts it with the data that it has written. */
  async killEngine(): Promise<void> {
    const { engine } = this;
    if (!engine) return;
    const end = new Promise(resolve => engine.process.once('close', resolve));
    engine.process.kill('SIGKILL');
    this.kills.engines += 1;
    await end;
    this.engine = await this.startEngine();
    if (this.engine.url !== engine.url) throw new Error('The engine could not restart at its address.');
  }

  async close(): Promise<void> {
    for (const { child } of this.servers) child.kill('SIGKILL');
    await Promise.all(this.servers.map(({ waitForExit }) => waitForExit()));
    this.network.stop();
    await this.engine?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
