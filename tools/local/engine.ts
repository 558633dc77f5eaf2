import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../../lib/user-error.ts';

/** A DynamoDB engine in a child process. */
export interface LocalEngine {
  url: string;
  process: ChildProcess;
  /** Stops the engine and waits until it has ended. */
  stop(): Promise<void>;
}

const engineVersion = '1.2.1';

/** @throws UserError with the commands that help, if there is no engine for this platform */
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
  /** The data file. Absent: the data is in memory. */
  file?: string;
  /** The port to use. An engine that is still shutting down there is waited for. Absent: any free port. */
  port?: number;
}

const maxPortWaitMs = 10_000;
const maxFreePortAttempts = 3;
const killDelayMs = 5000;

/** Starts the embedded engine on the loopback interface. It ends with this process, even if this process is killed. */
export async function startEngine({ file, port }: EngineOptions = {}): Promise<LocalEngine> {
  const binary = findEngineBinary();
  const startedAt = Date.now();
  for (let attempt = 1; ; attempt++) {
    const launched = await spawnEngine(binary, port ?? (await findFreePort()), file);
    if (!('failure' in launched)) return launched;
    const isOutOfAttempts =
      port === undefined ? attempt === maxFreePortAttempts : Date.now() - startedAt > maxPortWaitMs;
    if (isOutOfAttempts || !launched.failure.includes('in use')) {
      const fileHint = file === undefined ? '' : ` on ${file}`;
      throw new UserError(
        `The DynamoDB engine did not start${fileHint}: ${launched.failure || 'it ended without a message'}`,
      );
    }
    await sleep(100);
  }
}

/**
 * A shell script that starts a watchdog and then becomes the engine. The watchdog reads a pipe from this process. The pipe is closed
 * when this process ends, whatever ends it; then the watchdog stops the engine.
 */
const watchdogScript = 'exec 3<&0 </dev/null; (read -r line <&3; kill $$) >/dev/null 2>&1 & exec "$@" 3<&-';

async function spawnEngine(
  binary: string,
  port: number,
  file: string | undefined,
): Promise<LocalEngine | { failure: string }> {
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), ...(file ? ['--db-path', file] : [])];
  // Detached: a Ctrl-C in the terminal must not stop the engine before the requests that are being processed have ended.
  const child = spawn('sh', ['-c', watchdogScript, 'sh', binary, ...args], {
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let stderrText = '';
  let failure: string | undefined;
  const exited = new Promise<void>(resolve => child.once('close', () => resolve()));
  const listening = new Promise<void>(resolve => {
    child.stderr?.on('data', chunk => {
      if (stderrText.length < 10_000) stderrText += chunk;
      if (stderrText.includes('listening on')) resolve();
    });
  });
  child.once('error', error => {
    failure = error.message;
  });
  const hasEnded = await Promise.race([listening.then(() => false), exited.then(() => true)]);
  if (hasEnded) return { failure: failure ?? stderrText.trim().replace(/^error: /, '') };
  return { url: `http://127.0.0.1:${port}`, process: child, stop: () => stopProcess(child, exited) };
}

function stopProcess(child: ChildProcess, exited: Promise<void>): Promise<void> {
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), killDelayMs);
  return exited.finally(() => clearTimeout(timer));
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
