import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readJsonFile } from '../../tools/local/data-folder.ts';
import { DemoData } from '../../tools/local/demo-file.ts';

/** A local server in a process and a folder of its own, for measurements. */
export interface MeasuredServer {
  baseUrl: string;
  apiKey: string;
  folder: string;
}

/** Starts a server, runs measurements, stops the server and deletes its folder. */
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
      // The listener stays attached: the server prints more and would block if nothing read its output.
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

/** Sends a command. @returns the body of the response and the duration in milliseconds */
export async function sendTimedCommand(
  { baseUrl, apiKey }: MeasuredServer,
  path: string,
  body: object,
): Promise<{ ms: number; json: { licenseId: string } }> {
  const startedAt = performance.now();
  const response = await fetch(baseUrl + path, {
    method: 'POST',
    headers: { 'X-API-Key': apiKey, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const json = (await response.json()) as { licenseId: string };
  if (!response.ok) throw new Error(`${path} responded with ${response.status}: ${JSON.stringify(json)}`);
  return { ms: performance.now() - startedAt, json };
}

/** Calls a function a number of times, with limited concurrency. */
export async function repeatConcurrently(count: number, concurrency: number, run: () => Promise<void>): Promise<void> {
  let startedCount = 0;
  const worker = async () => {
    while (startedCount++ < count) await run();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}
