import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { pageRoutes } from '../../functions/docs/routes.ts';
import { endpoints } from '../../functions/endpoints.ts';
import type { Handler } from '../../lib/middleware/handler.ts';
import { asHttp, gatewayError, httpProblem } from './gateway-error.ts';
import { targetOf, toContext, toEvent } from './gateway-event.ts';
import { announcesTooMuch, discardRest, readBody } from './read-body.ts';
import { routerOf } from './route.ts';

/** How long a client may go on sending what is too much, or not go on sending while the server stops. */
const patienceMs = 2000;
/** Longer than any function takes. */
const longestMs = 20_000;

/** Stands in for API Gateway and Lambda: requests go to the functions, their answers go out as they are. */
export interface Gateway {
  /** A new server, for one address. */
  server(): Server;
  /** Accepts no more connections, and ends them when what was begun is answered. */
  drain(): Promise<void>;
}

/** @param handlers - by operation */
export function createGateway(handlers: ReadonlyMap<string, Handler>): Gateway {
  const route = routerOf([...endpoints, ...pageRoutes]);
  const servers: Server[] = [];
  const open = new Set<ServerResponse>();
  let closing = false;

  const resultOf = async (request: IncomingMessage, body: Buffer): Promise<APIGatewayProxyResult> => {
    if (request.httpVersion === '1.1' && request.headers.host === undefined) {
      return gatewayError('VALIDATION_ERROR', httpProblem(undefined));
    }
    const found = route(request.method ?? '', targetOf(request.url).path);
    if (found === 'malformed') {
      const message = 'holds a percent escape that is none, or is not UTF-8';
      return gatewayError('VALIDATION_ERROR', { message, code: 'INVALID_FORMAT', property: 'path' });
    }
    const handler = found && handlers.get(found.endpoint.operation);
    return handler ? handler(toEvent(request, body, found), toContext(found)) : gatewayError('NOT_FOUND');
  };

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request);
    if (body === 'cut off') {
      response.destroy();
    } else if (body === 'too large') {
      write(response.setHeader('Connection', 'close'), gatewayError('PAYLOAD_TOO_LARGE'));
      // An answer is lost when the connection ends while the client still sends.
      await discardRest(request, patienceMs);
    } else {
      const result = await resultOf(request, body);
      if (closing) response.setHeader('Connection', 'close');
      write(response, result);
    }
    response.end();
  };

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    open.add(response);
    response.once('close', () => open.delete(response));
    answer(request, response).catch(error => {
      console.error(error);
      if (response.headersSent) return response.destroy();
      write(response, gatewayError('INTERNAL_ERROR'));
      response.end();
    });
  };

  const onClientError = (error: NodeJS.ErrnoException, socket: Duplex): void => {
    const unanswered = [...open].find(({ req, headersSent }) => req.socket === socket && req.complete && !headersSent);
    // What follows a whole request is no HTTP: the request gets its answer all the same, and then the connection ends.
    if (unanswered) unanswered.setHeader('Connection', 'close');
    else if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(asHttp(gatewayError('VALIDATION_ERROR', httpProblem(error.code))));
  };

  const server = (): Server => {
    const made = createServer({
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 1000,
      // Longer than a client keeps a connection that it does not use, so that no request meets one that is just closing.
      keepAliveTimeout: 65_000,
      // Node's own answer is not in the form of the contract.
      requireHostHeader: false,
    });
    // Beyond a number, Node would drop some without a word; their size is limited anyway.
    made.maxHeadersCount = 0;
    made.on('request', onRequest);
    made.on('checkContinue', (request, response) => {
      if (!announcesTooMuch(request)) response.writeContinue();
      onRequest(request, response);
    });
    made.on('checkExpectation', onRequest);
    made.on('connect', (_request, socket) => socket.end(asHttp(gatewayError('NOT_FOUND'))));
    made.on('clientError', onClientError);
    servers.push(made);
    return made;
  };

  const drain = async (): Promise<void> => {
    closing = true;
    for (const each of servers) each.close();
    for (let waitedMs = 0; open.size > 0 && waitedMs < longestMs; waitedMs += 10) {
      await sleep(10);
      if (waitedMs >= patienceMs) for (const { req } of open) if (!req.complete) req.socket.destroy();
    }
    for (const each of servers) each.closeAllConnections();
  };

  return { server, drain };
}

/** Everything but the end. */
function write(response: ServerResponse, result: APIGatewayProxyResult): void {
  const { statusCode, headers = {}, multiValueHeaders = {}, body, isBase64Encoded = false } = result;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  for (const [name, values] of Object.entries(multiValueHeaders)) response.setHeader(name, values.map(String));
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  response.setHeader('Content-Length', bytes.length);
  response.writeHead(statusCode);
  response.write(bytes);
}
