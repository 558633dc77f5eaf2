import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

/** A DynamoDB engine of our own on this machine. */
export interface Engine {
  url: string;
  process: ChildProcess;
  /** Ends it and waits until it has ended. */
  stop(): Promise<void>;
}

/** A reason to stop that a person can act on: one sentence, no stack. */
export class Unusable extends Error {
  override name = 'Unusable';
}

const version = '1.2.1';

/** @throws Unusable where the platform has no engine, with the commands that help */
export function engineBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`);
    return join(dirname(manifest), process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
  } catch {
    throw new Unusable(
      `There is no DynamoDB engine for ${process.platform}-${process.arch} here. Try: npm install --no-save ${name}@${version}\n` +
        'or: docker run -p 8000:8000 amazon/dynamodb-local, and AWS_ENDPOINT_URL_DYNAMODB=http://localhost:8000 npm start',
    );
  }
}

/**
 * Starts the embedded engine on a free port of the loopback interface.
 *
 * @param file - where its data is kept; absent: in memory
 * @param detached - it outlives this process, and a Ctrl-C in its terminal
 */
export async function startEngine({
  file,
  detached = false,
}: {
  file?: string;
  detached?: boolean;
} = {}): Promise<Engine> {
  const binary = engineBinary();
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const started = await launch(binary, port, file, detached);
    if (!('failure' in started)) return started;
    // Another process may have taken the port in between.
    if (attempt === 3 || !started.failure.includes('in use')) {
      throw new Unusable(`The DynamoDB engine did not start: ${started.failure || 'it said nothing'}`);
    }
  }
}

function launch(
  binary: string,
  port: number,
  file: string | undefined,
  detached: boolean,
): Promise<Engine | { failure: string }> {
  const args = ['serve', '--host', '127.0.0.1', '--port', String(port), ...(file ? ['--db-path', file] : [])];
  const child = spawn(binary, args, { detached, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
  return new Promise(resolve => {
    let said = '';
    child.once('error', error => resolve({ failure: error.message }));
    child.once('exit', () => resolve({ failure: said.trim().replace(/^error: /, '') }));
    child.stderr?.on('data', chunk => {
      said += chunk;
      if (!said.includes('listening on')) return;
      resolve({
        url: `http://127.0.0.1:${port}`,
        process: child,
        stop: () => {
          child.kill('SIGTERM');
          return ended;
        },
      });
    });
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
