import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Demo } from '../../infra/local/demo-file.ts';
import type { Started, useProcesses } from './processes.ts';

/** A server of this machine in a process of its own. */
export interface LocalServer extends Started {
  baseUrl: string;
}

/** Starts a server on a folder and a port of its own, and waits until it answers. */
export async function startServer(
  start: ReturnType<typeof useProcesses>,
  folder: string,
  env: Record<string, string> = {},
): Promise<LocalServer> {
  const started = beginServer(start, folder, env);
  const baseUrl = /Connect API at (http:\/\/[\w.:[\]]+)/.exec(await started.said('Ctrl-C'))?.[1];
  if (baseUrl === undefined) throw new Error(`It does not say where it is: ${started.stdout()}`);
  return { ...started, baseUrl };
}

/** The same without waiting: for one that is not to succeed. */
export const beginServer = (
  start: ReturnType<typeof useProcesses>,
  folder: string,
  env: Record<string, string> = {},
): Started => start('infra/local/main.ts', [], { PORT: '0', CONNECT_LOCAL_FOLDER: folder, ...env });

export const demoOf = (folder: string): Demo =>
  Demo.strict().parse(JSON.parse(readFileSync(join(folder, 'demo.json'), 'utf8')));

export interface ApiAnswer {
  status: number;
  replayed: boolean;
  requestId: string | null;
  body: string;
}

/** One call, as a client makes it. */
export async function call(
  baseUrl: string,
  apiKey: string,
  path: string,
  { key, body, signal }: { key?: string; body?: object; signal?: AbortSignal } = {},
): Promise<ApiAnswer> {
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
