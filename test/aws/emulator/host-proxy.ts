import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer, request as forward } from 'node:http';

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
    const forwarded = forward({ hostname, port, method, path, headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders.map(resolveRequestId));
      answer.pipe(response);
    });
    forwarded.once('error', () => response.destroy());
    request.pipe(forwarded);
  });
  // It needs no stop: it ends with this process, which it does not keep alive.
  server.listen(0, '127.0.0.1').unref();
  await once(server, 'listening');
  const address = server.address();
  return new URL(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
}

/** The gateway of the emulator does not resolve this variable in the headers of its own responses. */
const resolveRequestId = (text: string): string => (text === 'context.requestId' ? randomUUID() : text);
