import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type CommandLine, deployedRegion } from '../deployment/project.ts';
import { startGroup } from './child-process.ts';
import { EmulatorUnavailable } from './emulator-unavailable.ts';
import { installEmulator } from './install-emulator.ts';

const startTimeoutMs = 30_000;
const maxStarts = 3;

/**
 * The emulator at `AWS_ENDPOINT_URL`, or one that runs until this process exits.
 *
 * @param functionEnvironment - more variables of the functions, unless the emulator runs already
 * @returns its address
 */
export async function openEmulator(scratch: string, functionEnvironment: NodeJS.ProcessEnv = {}): Promise<URL> {
  const given = process.env.AWS_ENDPOINT_URL;
  if (given) return checkEndpoint(given);
  const command = await installEmulator();
  // Another process can take a port between the search for a free one and the start.
  for (let starts = 1; ; starts++) {
    const url = await startEmulator(command, scratch, functionEnvironment);
    if (url) return url;
    if (starts === maxStarts) {
      throw new Error(`The emulator does not start. Its output:\n${readFileSync(logOf(scratch), 'utf8')}`);
    }
  }
}

/** The test deploys with invented credentials and deletes nothing afterwards, so it never leaves this machine. */
async function checkEndpoint(text: string): Promise<URL> {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isLoopback = url?.protocol === 'http:' && /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(url.hostname);
  if (!url || !isLoopback) throw new EmulatorUnavailable('AWS_ENDPOINT_URL is not an http address of this machine');
  if (await isReady(url)) return url;
  throw new EmulatorUnavailable(`no emulator answers at AWS_ENDPOINT_URL (${url.origin})`);
}

const logOf = (scratch: string): string => join(scratch, 'emulator.log');

/** @returns undefined when the emulator ends or does not answer in time */
async function startEmulator(
  command: CommandLine,
  scratch: string,
  functionEnvironment: NodeJS.ProcessEnv,
): Promise<URL | undefined> {
  const port = await findFreePort();
  const log = openSync(logOf(scratch), 'a');
  const env = { ...functionEnvironment, ...emulatorEnvironment(port, scratch) };
  const child = startGroup(command, { stdio: ['ignore', log, log], env });
  let isRunning = true;
  child.once('exit', () => {
    isRunning = false;
  });
  const url = new URL(`http://127.0.0.1:${port}`);
  for (const endsAtMs = Date.now() + startTimeoutMs; isRunning && Date.now() < endsAtMs; await sleep(50)) {
    if (await isReady(url)) return isRunning ? url : undefined;
  }
  return undefined;
}

/** Nothing of the caller's AWS settings: functions inherit this environment. */
function emulatorEnvironment(port: number, scratch: string): NodeJS.ProcessEnv {
  return {
    PATH: process.env.PATH,
    TMPDIR: scratch,
    S3_DATA_DIR: join(scratch, 's3'),
    STATE_DIR: join(scratch, 'state'),
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    MINISTACK_REGION: deployedRegion,
    LAMBDA_EXECUTOR: 'local',
    AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject).listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function isReady(url: URL): Promise<boolean> {
  try {
    return (await fetch(new URL('/_ministack/health', url), { signal: AbortSignal.timeout(2000) })).ok;
  } catch {
    return false;
  }
}
