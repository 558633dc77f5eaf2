import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DemoData } from '../../tools/local/demo-file.ts';
import type { StartedProcess, useProcesses } from './processes.ts';

/** A local server in a process of its own. */
export interface LocalServer extends StartedProcess {
  baseUrl: string;
}

/** Starts a server with its own folder and port, and waits until it accepts requests. */
export async function startTestServer(
  start: ReturnType<typeof useProcesses>,
  folder: string,
  env: Record<string, string> = {},
): Promise<LocalServer> {
  const started = spawnLocalServer(start, folder, env);
  const baseUrl = /Connect API at (http:\/\/[\w.:[\]]+)/.exec(await started.waitForOutput('Ctrl-C'))?.[1];
  if (baseUrl === undefined) throw new Error(`The server did not print its address: ${started.stdout()}`);
  return { ...started, baseUrl };
}

/** Starts a server without waiting, for a start that must fail. */
export const spawnLocalServer = (
  start: ReturnType<typeof useProcesses>,
  folder: string,
  env: Record<string, string> = {},
): StartedProcess => start('tools/local/main.ts', [], { PORT: '0', CONNECT_LOCAL_FOLDER: folder, ...env });

export const readStrictDemo = (folder: string): DemoData =>
  DemoData.strict().parse(JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')));

export interface LocalServerResponse {
  status: number;
  replayed: boolean;
  requestId: string | null;
  body: string;
}

/** Sends one request as a client does. */
export async function callApi(
  baseUrl: string,
  apiKey: string,
  path: string,
  { key, body, signal }: { key?: string; body?: object; signal?: AbortSignal } = {},
): Promise<LocalServerResponse> {
  const response = await fetch(baseUrl + path, {
    method: body ? 'POST' : 'GET',
    headers: {
      'X-API-Key': apiKey,
      ...(body && { 'Content-Type': 'application/json' }),
      ...(key !== undefined && { 'X-Idempotency-Key': key }),
    },
    ...(body && { body: JSON.stringify(body) }),
    ...(signal && { signal }),
  });
  return {
    status: response.status,
    replayed: response.headers.get('idempotent-replayed') === 'true',
    requestId: response.headers.get('x-request-id'),
    body: await response.text(),
  };
}
