import { once } from 'node:events';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';

export interface ProxyResponse {
  status: number;
  body: Buffer;
}

/**
 * Decides about a call to DynamoDB: passes it on or not, now or later, as it is or otherwise. Without a reply the caller waits
 * in vain, or its connection is cut.
 */
export type CallRelay = (
  operation: string,
  body: string,
  forward: (changed?: string) => Promise<ProxyResponse>,
) => Promise<ProxyResponse | 'cut' | undefined>;

/** Stands between a server and its engine. */
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
      const answer = await fetch(engineUrl, { method: 'POST', headers, body: changed ?? body });
      return { status: answer.status, body: Buffer.from(await answer.arrayBuffer()) };
    };
    // An engine that is dead cuts its connections, too.
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
