import { randomUUID } from 'node:crypto';
import { createServer, request as forward } from 'node:http';
import { listenOnLoopback } from './listen-on-loopback.ts';

/**
 * Forwards requests to the emulator under another host name. The emulator selects the API by the `Host` header, and clients
 * set that to the address that they connect to.
 *
 * @returns the address of the proxy
 */
export async function startHostProxy(emulator: URL, host: string): Promise<URL> {
  const { hostname, port } = emulator;
  const server = createServer((request, response) => {
    const headers = { ...request.headers, host };
    const { method, url: path } = request;
    const forwarded = forward({ hostname, port, method, path, headers }, received => {
      response.writeHead(received.statusCode ?? 502, received.rawHeaders.map(resolveRequestId));
      received.pipe(response);
    });
    forwarded.once('error', () => response.destroy());
    request.pipe(forwarded);
  });
  return new URL(`http://127.0.0.1:${await listenOnLoopback(server)}`);
}

/** The gateway of the emulator does not resolve this variable in the headers of its own responses. */
const resolveRequestId = (text: string): string => (text === 'context.requestId' ? randomUUID() : text);
