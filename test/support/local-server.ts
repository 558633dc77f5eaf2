import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DemoData } from '../../tools/local/demo-file.ts';
import type { StartedProcess, useProcesses } from './processes.ts';

/** A server of this machine in a process of its own. */
export interface LocalServer extends StartedProcess {
  baseUrl: string;
}

/** Starts a server on a folder and a port of its own, and waits until it answers. */
export async function startTestServer(
  start: ReturnType<typeof useProcesses>,
  folder: string,
  env: Record<string, string> = {},
): Promise<LocalServer> {
  const started = spawnLocalServer(start, folder, env);
  const baseUrl = /Connect API at (http:\/\/[\w.:[\]]+)/.exec(await started.waitForOutput('Ctrl-C'))?.[1];
  if (baseUrl === undefined) throw new Error(`It does not say where it is: ${started.stdout()}`);
  return { ...started, baseUrl };
}

/** The same without waiting: for one that is not to succeed. */
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

/** One call, as a client makes it. */
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
