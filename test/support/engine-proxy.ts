import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface ProxyResponse {
  status: number;
  body: Buffer;
}

/**
 * Handles a DynamoDB call: it can forward the call unchanged or changed, now, later or never. If it returns undefined, the
 * caller gets no response; if it returns 'cut', the connection of the caller is closed.
 */
export type CallRelay = (
  operation: string,
  body: string,
  forward: (changed?: string) => Promise<ProxyResponse>,
) => Promise<ProxyResponse | 'cut' | undefined>;

/** Starts a proxy between a server and its engine. */
export async function startEngineProxy(engineUrl: string, relay: CallRelay): Promise<{ url: string; stop(): void }> {
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const target = String(request.headers['x-amz-target']);
    const headers = {
      'x-amz-target': target,
      'content-type': 'application/x-amz-json-1.0',
      authorization: String(request.headers.authorization),
      'x-amz-date': String(request.headers['x-amz-date']),
    };
    const forward = async (changed?: string): Promise<ProxyResponse> => {
      const response = await fetch(engineUrl, { method: 'POST', headers, body: changed ?? body });
      return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
    };
    // A crashed engine closes its connections too.
    const reply = await relay(target.split('.')[1] ?? '', body.toString(), forward).catch(() => 'cut' as const);
    if (reply === 'cut') request.socket.destroy();
    else if (reply) response.writeHead(reply.status, { 'content-type': headers['content-type'] }).end(reply.body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    stop: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
