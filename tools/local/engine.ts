import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../lib/user-error.ts';

/** A DynamoDB engine of our own on this machine. */
export interface LocalEngine {
  url: string;
  process: ChildProcess;
  /** Ends it and waits until it has ended. */
  stop(): Promise<void>;
}

const engineVersion = '1.2.1';

/** @throws Unusable where the platform has no engine, with the commands that help */
export function findEngineBinary(platform: string = process.platform, arch: string = process.arch): string {
  const name = `@dynoxide/${platform}-${arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), 'dynoxide');
  } catch {
    const installHint = ['linux', 'darwin'].includes(platform)
      ? `Try: npm install --no-save ${name}@${engineVersion}\nor`
      : 'Try';
    throw new UserError(
      `There is no DynamoDB engine for ${platform}-${arch} here: the embedded one is for Linux and macOS, on Windows in WSL.\n` +
        `${installHint}: docker run -p 8000:8000 amazon/dynamodb-local, and AWS_ENDPOINT_URL_DYNAMODB=http://localhost:8000 npm start`,
    );
  }
}

export interface EngineOptions {
  /** Where its data is kept; absent: in memory. */
  file?: string;
  /** Where it writes what it has to say. Then it outlives this process, and a Ctrl-C in its terminal. */
  log?: string;
  /** The port to take if it is free; else, and without it, any. */
  port?: number;
}

/** Starts the embedded engine on a port of the loopback interface. */
export async function startEngine({ file, log, port: requestedPort }: EngineOptions = {}): Promise<LocalEngine> {
  const binary = findEngineBinary();
  for (let attempt = 1; ; attempt++) {
    const port = (attempt === 1 && requestedPort) || (await findFreePort());
    const launched = await spawnEngine(binary, port, file, log);
    if (!('failure' in launched)) return launched;
    // Another process may have the port, or have taken it in between.
    if (attempt === 3 || !launched.failure.includes('in use')) {
      const fileHint = file === undefined ? '' : ` on ${file}`;
      throw new UserError(`The DynamoDB engine did not start${fileHint}: ${launched.failure || 'it said nothing'}`);
    }
  }
}

async function spawnEngine(
  binary: string,
  port: number,
  file: string | undefined,
  log: string | undefined,
): Promise<LocalEngine | { failure: string }> {
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), ...(file ? ['--db-path', file] : [])];
  // The engine ends when it cannot say something, so one that outlives this process must not say it to this process.
  const output = log === undefined ? 'pipe' : openSync(log, 'w');
  const child = spawn(binary, args, { detached: log !== undefined, stdio: ['ignore', 'ignore', output] });
  if (typeof output === 'number') {
    closeSync(output);
    child.unref();
  }
  let stderrText = '';
  let failure: string | undefined;
  child.stderr?.on('data', chunk => {
    stderrText += chunk;
  });
  child.once('error', error => {
    failure = error.message;
  });
  const exited = new Promise<void>(resolve => child.once('close', () => resolve()));
  exited.then(() => {
    failure ??= '';
  });
  for (;;) {
    if (log !== undefined) stderrText = readFileSync(log, 'utf8');
    if (stderrText.includes('listening on')) break;
    if (failure !== undefined) return { failure: failure || stderrText.trim().replace(/^error: /, '') };
    await sleep(2);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    stop: () => {
      child.kill('SIGTERM');
      return exited;
    },
  };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
