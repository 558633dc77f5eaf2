import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterAll } from 'vitest';
import { pickOne } from './random.ts';

interface ForwardedResponse {
  status: number;
  headers: Headers;
  body: Buffer;
}

/** A request in transit that a fault can affect. */
interface RequestPassage {
  forward(): Promise<ForwardedResponse>;
  response: ServerResponse;
}

const networkFaults: Record<string, (passage: RequestPassage) => Promise<void>> = {
  async 'the request is lost'({ response }) {
    response.destroy();
  },
  async 'the response is lost'({ forward, response }) {
    await forward();
    response.destroy();
  },
  async 'the response is truncated'({ forward, response }) {
    const { status, headers, body } = await forward();
    response.writeHead(status, { 'content-type': headers.get('content-type') ?? '', 'content-length': body.length });
    response.write(body.subarray(0, body.length / 2), () => response.destroy());
  },
  async 'the request arrives twice at the same time'({ forward, response }) {
    const [, second] = await Promise.all([forward(), forward()]);
    writeFaultyResponse(response, second);
  },
  async 'the request arrives after the client lost the connection'({ forward, response }) {
    response.destroy();
    await forward();
  },
  async 'an intermediary returns 429'({ response }) {
    response.writeHead(429, { 'content-type': 'application/json', 'retry-after': '0' });
    response.end('{"message":"Too many requests.","code":"RATE_LIMIT_EXCEEDED"}');
  },
  async 'an intermediary returns 504'({ forward, response }) {
    await forward();
    response.writeHead(504).end('<html>Gateway Time-out</html>');
  },
};

function writeFaultyResponse(response: ServerResponse, { status, headers, body }: ForwardedResponse): void {
  response.writeHead(status, Object.fromEntries([...headers].filter(([name]) => !hopByHop.has(name)))).end(body);
}

const hopByHop = new Set(['host', 'connection', 'content-length', 'keep-alive', 'transfer-encoding', 'date']);

/** Creates a network between clients and an API that injects random faults into a share of the requests, in tenths. */
export function useUnreliableNetwork(random: () => number, faultsPerTen: number) {
  const faultCounts = new Map<string, number>();
  const ends: (() => void)[] = [];
  afterAll(() => {
    for (const end of ends) end();
  });

  const serve = async (target: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const headers = Object.entries(request.headers).filter(([name]) => !hopByHop.has(name)) as [string, string][];
    const { method = '', url = '' } = request;
    const body = await buffer(request);
    const forward = async (): Promise<ForwardedResponse> => {
      const forwarded = await fetch(target + url, { method, headers, ...(body.length > 0 && { body }) });
      return { status: forwarded.status, headers: forwarded.headers, body: Buffer.from(await forwarded.arrayBuffer()) };
    };
    if (random() * 10 >= faultsPerTen) return writeFaultyResponse(response, await forward());
    const name = pickOne(Object.keys(networkFaults), random);
    faultCounts.set(name, (faultCounts.get(name) ?? 0) + 1);
    await networkFaults[name]?.({ forward, response });
  };

  return {
    /** Number of requests per fault. */
    met: faultCounts,
    kinds: Object.keys(networkFaults),
    async to(target: string): Promise<string> {
      const server = createServer((request, response) => serve(target, request, response)).listen(0, '127.0.0.1');
      await once(server, 'listening');
      ends.push(() => {
        server.close();
        server.closeAllConnections();
      });
      const address = server.address();
      return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    },
  };
}
