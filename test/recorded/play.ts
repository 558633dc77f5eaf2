import { openRawConnection } from '../support/raw-http.ts';
import type { RecordedRequest } from './request.ts';
import type { RecordedServer } from './server.ts';

/** A request as it was sent, and everything that came back. */
export interface RecordedExchange {
  title: string;
  at: string | undefined;
  method: string;
  /** Request line and headers, without those that every request has. API keys by their names. */
  requestHead: string;
  requestBody: Buffer;
  /** Status line and headers. */
  responseHead: string;
  responseBody: string;
}

/** Sends the requests one after the other. */
export async function playRequests(
  requests: readonly RecordedRequest[],
  server: RecordedServer,
): Promise<RecordedExchange[]> {
  const saved = new Map<string, unknown>();
  const exchanges: RecordedExchange[] = [];
  for (const request of requests) {
    server.moveClock(request.at);
    const exchange = await playRequest(request, server, saved);
    if (request.saveAs !== undefined) saved.set(request.saveAs, JSON.parse(exchange.responseBody));
    exchanges.push(exchange);
  }
  return exchanges;
}

async function playRequest(
  request: RecordedRequest,
  { port, apiKeys }: RecordedServer,
  saved: Map<string, unknown>,
): Promise<RecordedExchange> {
  const { title, at, method, target, headers, wire } = request;
  const lines = [`${method} ${target} HTTP/1.1`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  const requestHead = resolveReferences(wire ?? lines.join('\r\n'), saved);
  const requestBody = resolveBytes(request.body, saved);
  const head = insertApiKeys(requestHead, apiKeys);
  const bytes = wire === undefined ? buildMessage(head, requestBody) : Buffer.from(head, 'latin1');

  const connection = openRawConnection(port);
  connection.socket.write(bytes);
  const received = await connection.waitForEnd();
  // A body has no empty line. An interim response (100) becomes part of the head.
  const end = received.lastIndexOf('\r\n\r\n');
  const responseBody = Buffer.from(received.slice(end + 4), 'latin1').toString('utf8');
  return { title, at, method, requestHead, requestBody, responseHead: received.slice(0, end), responseBody };
}

function insertApiKeys(text: string, apiKeys: Record<string, string>): string {
  return text.replace(/<key (\w+)>/g, (reference, name: string) => {
    const apiKey = apiKeys[name];
    if (apiKey === undefined) throw new Error(`${reference} is not an API key of the recorded server.`);
    return apiKey;
  });
}

function buildMessage(head: string, body: Buffer): Buffer {
  const length = body.length > 0 ? `Content-Length: ${body.length}\r\n` : '';
  return Buffer.concat([
    Buffer.from(`${head}\r\nHost: api.example\r\nConnection: close\r\n${length}\r\n`, 'latin1'),
    body,
  ]);
}

/** References, such as `<seat.licenseId>`, replaced by what they refer to. */
const resolveReferences = (text: string, saved: Map<string, unknown>): string =>
  text.replace(/<([\w-]+)\.([\w.]+)>/g, (reference, name: string, path: string) => {
    const value = path
      .split('.')
      .reduce<unknown>((inner, part) => (inner as Record<string, unknown>)?.[part], saved.get(name));
    if (typeof value !== 'string') throw new Error(`${reference} does not refer to a text in a saved response.`);
    return value;
  });

/** Bytes that are not text have no references. */
const resolveBytes = (body: Buffer, saved: Map<string, unknown>): Buffer =>
  body.includes('<') ? Buffer.from(resolveReferences(body.toString('utf8'), saved)) : body;
