import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll } from 'vitest';

/** Method and path of a request, without the base path. */
interface ProxiedRequest {
  method: string;
  path: string;
}

/** Response of the API, with lower-case header names. */
interface ProxiedResponse {
  status: number;
  headers: Map<string, string>;
  body: string;
}

/** A fault that changes a response in place or returns another one. */
export type TamperResponse = (response: ProxiedResponse, request: ProxiedRequest) => ProxiedResponse | undefined;

/** Starts proxies between a client and an API. Each can add a base path before all paths, as a gateway does. */
export function useApiProxies(): (target: string, tamper: TamperResponse, basePath?: string) => Promise<string> {
  const stops: (() => void)[] = [];
  afterAll(() => {
    for (const stop of stops) stop();
  });
  return async (target, tamper, basePath = '') => {
    const server = createServer(async (request, response) => {
      const path = request.url ?? '/';
      const method = request.method ?? '';
      if (!path.startsWith(`${basePath}/`)) return response.writeHead(403).end('{"message":"Forbidden"}');
      const headers = Object.entries(request.headers).filter(([name]) => !hopByHop.has(name)) as [string, string][];
      const body = await buffer(request);
      const sent = body.length > 0 ? { body } : {};
      const fetched = await fetch(target + path.slice(basePath.length), { method, headers, ...sent });
      const received = { status: fetched.status, headers: new Map(fetched.headers), body: await fetched.text() };
      for (const name of hopByHop) received.headers.delete(name);
      const location = received.headers.get('location');
      if (location !== undefined) received.headers.set('location', basePath + location);
      const forwarded = tamper(received, { method, path: path.slice(basePath.length) }) ?? received;
      return response.writeHead(forwarded.status, Object.fromEntries(forwarded.headers)).end(forwarded.body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    stops.push(() => {
      server.close();
      server.closeAllConnections();
    });
    const address = server.address();
    return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}${basePath}`;
  };
}

// The body is read as text, so it is forwarded without the compression of the API.
const hopByHop = new Set(
  'host connection content-length content-encoding keep-alive transfer-encoding date'.split(' '),
);
