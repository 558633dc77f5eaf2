import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { pageRoutes } from '../../functions/docs/routes.ts';
import { endpoints } from '../../functions/endpoints.ts';
import type { EndpointHandler } from '../../lib/http/create-handler.ts';
import { buildGatewayError, describeParserError, formatHttpResponse } from './gateway-error.ts';
import { parseRequestTarget, toLambdaContext, toProxyEvent } from './gateway-event.ts';
import { declaresOversizedBody, discardRequestBody, readIncomingBody } from './request-body.ts';
import { createRouter } from './router.ts';

/** How long a client may go on sending what is too much, or not go on sending while the server stops. */
const clientGraceMs = 2000;
/** Longer than any function takes. */
const maxDrainMs = 20_000;

/** Stands in for API Gateway and Lambda: requests go to the functions, their answers go out as they are. */
export interface LocalGateway {
  /** A new server, for one address. */
  createServer(): Server;
  /** Accepts no more connections, and ends them when what was begun is answered. */
  drain(): Promise<void>;
}

/** @param handlers - by operation */
export function createLocalGateway(handlers: ReadonlyMap<string, EndpointHandler>): LocalGateway {
  const findRoute = createRouter([...endpoints, ...pageRoutes]);
  const servers: Server[] = [];
  const openResponses = new Set<ServerResponse>();
  let draining = false;

  const invokeFunction = async (request: IncomingMessage, body: Buffer): Promise<APIGatewayProxyResult> => {
    if (request.httpVersion === '1.1' && request.headers.host === undefined) {
      return buildGatewayError('VALIDATION_ERROR', describeParserError(undefined));
    }
    const matchedRoute = findRoute(request.method ?? '', parseRequestTarget(request.url).path);
    if (matchedRoute === 'malformed') {
      const message = 'contains an invalid percent escape, or is not UTF-8';
      return buildGatewayError('VALIDATION_ERROR', { message, code: 'INVALID_FORMAT', property: 'path' });
    }
    const handler = matchedRoute && handlers.get(matchedRoute.endpoint.operation);
    return handler
      ? handler(toProxyEvent(request, body, matchedRoute), toLambdaContext(matchedRoute))
      : buildGatewayError('NOT_FOUND');
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readIncomingBody(request);
    if (body === 'cut off') {
      response.destroy();
    } else if (body === 'too large') {
      writeResult(response.setHeader('Connection', 'close'), buildGatewayError('PAYLOAD_TOO_LARGE'));
      // An answer is lost when the connection ends while the client still sends.
      await discardRequestBody(request, clientGraceMs);
    } else {
      const result = await invokeFunction(request, body);
      if (draining) response.setHeader('Connection', 'close');
      writeResult(response, result);
    }
    response.end();
  };

  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    openResponses.add(response);
    response.once('close', () => openResponses.delete(response));
    respond(request, response).catch(error => {
      console.error(error);
      if (response.headersSent) return response.destroy();
      writeResult(response, buildGatewayError('INTERNAL_ERROR'));
      response.end();
    });
  };

  const onClientError = (error: NodeJS.ErrnoException, socket: Duplex): void => {
    const pendingResponse = [...openResponses].find(
      ({ req, headersSent }) => req.socket === socket && req.complete && !headersSent,
    );
    // What follows a whole request is no HTTP: the request gets its answer all the same, and then the connection ends.
    if (pendingResponse) pendingResponse.setHeader('Connection', 'close');
    else if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else socket.end(formatHttpResponse(buildGatewayError('VALIDATION_ERROR', describeParserError(error.code))));
  };

  const openServer = (): Server => {
    const httpServer = createServer({
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 1000,
      // Longer than a client keeps a connection that it does not use, so that no request meets one that is just closing.
      keepAliveTimeout: 65_000,
      // Node's own answer is not in the form of the contract.
      requireHostHeader: false,
    });
    // Beyond a number, Node would drop some without a word; their size is limited anyway.
    httpServer.maxHeadersCount = 0;
    httpServer.on('request', onRequest);
    httpServer.on('checkContinue', (request, response) => {
      if (!declaresOversizedBody(request)) response.writeContinue();
      onRequest(request, response);
    });
    httpServer.on('checkExpectation', onRequest);
    httpServer.on('connect', (_request, socket) => socket.end(formatHttpResponse(buildGatewayError('NOT_FOUND'))));
    httpServer.on('clientError', onClientError);
    servers.push(httpServer);
    return httpServer;
  };

  const drain = async (): Promise<void> => {
    draining = true;
    for (const httpServer of servers) httpServer.close();
    for (let elapsedMs = 0; openResponses.size > 0 && elapsedMs < maxDrainMs; elapsedMs += 10) {
      await sleep(10);
      if (elapsedMs >= clientGraceMs) for (const { req } of openResponses) if (!req.complete) req.socket.destroy();
    }
    for (const httpServer of servers) httpServer.closeAllConnections();
  };

  return { createServer: openServer, drain };
}

/** Everything but the end. */
function writeResult(response: ServerResponse, result: APIGatewayProxyResult): void {
  const { statusCode, headers = {}, multiValueHeaders = {}, body, isBase64Encoded = false } = result;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  for (const [name, values] of Object.entries(multiValueHeaders)) response.setHeader(name, values.map(String));
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  response.setHeader('Content-Length', bytes.length);
  response.writeHead(statusCode);
  response.write(bytes);
}
