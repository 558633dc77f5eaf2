import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJsonFile } from '../../tools/local/data-folder.ts';
import { DemoData } from '../../tools/local/demo-file.ts';

/** A server of this machine in a process and a folder of its own, to measure. */
export interface MeasuredServer {
  baseUrl: string;
  apiKey: string;
  folder: string;
}

/** Measures something with a server, which is ended and whose folder is deleted afterwards. */
export async function withMeasuredServer(
  measure: (server: MeasuredServer) => Promise<void>,
  extraVariables: Record<string, string> = {},
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'connect-measured-'));
  const env = { ...process.env, PORT: '0', CONNECT_LOCAL_FOLDER: folder, ...extraVariables };
  const server = spawn(process.execPath, ['--import', 'tsx', 'tools/local/main.ts'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>(resolve => server.once('close', () => resolve()));
  try {
    await new Promise<void>((resolve, reject) => {
      ended.then(() => reject(new Error('The server did not start.')));
      // It says more than that, and must not wait for somebody to read it.
      server.stdout.on('data', chunk => String(chunk).includes('Ctrl-C') && resolve());
    });
    const { baseUrl, apiKey } = readJsonFile(join(folder, 'demo.json'), DemoData) ?? {};
    if (baseUrl === undefined || apiKey === undefined) throw new Error('The server did not write its demo file.');
    await measure({ baseUrl, apiKey, folder });
  } finally {
    server.kill('SIGINT');
    await ended;
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Sends a command. @returns its answer, and how long it took in milliseconds */
export async function sendTimedCommand(
  { baseUrl, apiKey }: MeasuredServer,
  path: string,
  body: object,
): Promise<{ ms: number; json: { licenseId: string } }> {
  const begun = performance.now();
  const response = await fetch(baseUrl + path, {
    method: 'POST',
    headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const json = (await response.json()) as { licenseId: string };
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${JSON.stringify(json)}`);
  return { ms: performance.now() - begun, json };
}

/** Does something so many times, several at once. */
export async function repeatConcurrently(count: number, atOnce: number, work: () => Promise<void>): Promise<void> {
  let begun = 0;
  const worker = async () => {
    while (begun++ < count) await work();
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
