import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { formatAllowedMethods } from '../../functions/routes.ts';
import { maxRequestHeadBytes } from '../../lib/contract/request-limits.ts';
import type { EndpointHandler } from '../../lib/http/create-handler.ts';
import {
  buildGatewayError,
  buildMethodResult,
  describeHostError,
  describeParserError,
  formatHttpResponse,
} from './gateway-error.ts';
import { parseRequestTarget, toLambdaContext, toProxyEvent } from './gateway-event.ts';
import { declaresOversizedBody, discardRequestBody, readIncomingBody } from './request-body.ts';
import { createRouter } from './router.ts';

/** How long a client may keep sending a body that is too large, or may pause while the server stops. */
const clientGraceMs = 2000;
/** Longer than any function runs. */
const maxDrainMs = 20_000;

/** The local substitute for API Gateway and Lambda: passes requests to the handlers and returns their responses unchanged. */
export interface LocalGateway {
  /** Creates a server for one address. */
  createServer(): Server;
  /** Accepts no new connections, completes the requests that are being processed, and closes all connections. */
  drain(): Promise<void>;
}

/** Serves all requests at a path and below it, in place of the handlers. */
export interface MountedListener {
  path: string;
  listener: RequestListener;
}

/** @param handlers - by operation */
export function createLocalGateway(
  handlers: ReadonlyMap<string, EndpointHandler>,
  mounted?: MountedListener,
): LocalGateway {
  const findRoute = createRouter();
  const servers: Server[] = [];
  const openResponses = new Set<ServerResponse>();
  let draining = false;

  const invokeFunction = async (request: IncomingMessage, body: Buffer): Promise<APIGatewayProxyResult> => {
    const hosts = request.rawHeaders.filter((name, index) => index % 2 === 0 && name.toLowerCase() === 'host');
    if (hosts.length > 1 || (request.httpVersion === '1.1' && hosts.length === 0))
      return buildGatewayError('VALIDATION_ERROR', describeHostError(hosts.length));
    const { path, query } = parseRequestTarget(request.url);
    const matched = findRoute(request.method ?? '', path);
    if (matched === undefined) return buildGatewayError('NOT_FOUND');
    if (matched === 'malformed') return buildUndecodableError('path');
    if ('knownPath' in matched) return buildMethodResult(request.method, formatAllowedMethods(matched.knownPath));
    if (!isDecodable(query)) return buildUndecodableError('query');
    const handler = handlers.get(matched.route.operation);
    if (!handler) throw new Error(`There is no handler for ${matched.route.operation}.`);
    return handler(toProxyEvent(request, body, matched), toLambdaContext(matched));
  };

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readIncomingBody(request);
    if (body === 'cut off') {
      response.destroy();
    } else if (body === 'too large') {
      writeResult(response.setHeader('Connection', 'close'), buildGatewayError('PAYLOAD_TOO_LARGE'));
      // The client would not receive the response if the connection were closed while it is still sending.
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
    if (mounted && isAtOrBelow(mounted.path, parseRequestTarget(request.url).path)) {
      mounted.listener(request, response);
      return;
    }
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
    // The bytes after a complete request are not HTTP. The request still gets its response; then the connection is closed.
    if (pendingResponse) pendingResponse.setHeader('Connection', 'close');
    else if (error.code === 'ECONNRESET' || !socket.writable) socket.destroy();
    else {
      socket.end(formatHttpResponse(buildGatewayError('VALIDATION_ERROR', describeParserError(error.code))));
      // A client that never closes its side would keep the connection, and a descriptor, for ever.
      setTimeout(() => socket.destroy(), clientGraceMs).unref();
    }
  };

  const openServer = (): Server => {
    const httpServer = createServer({
      headersTimeout: 10_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 1000,
      maxHeaderSize: maxRequestHeadBytes,
      // Longer than clients keep idle connections, so that no request is sent on a connection that is being closed.
      keepAliveTimeout: 65_000,
      // Node's own response would not have the format of the contract.
      requireHostHeader: false,
    });
    // By default, Node silently drops headers above a certain number. Their total size is limited anyway.
    httpServer.maxHeadersCount = 0;
    httpServer.on('connection', socket => {
      // Node emits no `close` for the responses that wait behind another one on their connection.
      socket.once('close', () => {
        for (const response of openResponses) if (response.req.socket === socket) openResponses.delete(response);
      });
    });
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

const isAtOrBelow = (parent: string, path: string): boolean => path === parent || path.startsWith(`${parent}/`);

const buildUndecodableError = (property: string): APIGatewayProxyResult => {
  const message = 'contains an invalid percent escape, or is not UTF-8';
  return buildGatewayError('VALIDATION_ERROR', { message, code: 'INVALID_FORMAT', property });
};

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Writes a complete response, but does not end it. */
function writeResult(response: ServerResponse, result: APIGatewayProxyResult): void {
  const { statusCode, headers = {}, multiValueHeaders = {}, body, isBase64Encoded = false } = result;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, String(value));
  for (const [name, values] of Object.entries(multiValueHeaders)) response.setHeader(name, values.map(String));
  const bytes = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  // A response without content has no length (RFC 9110, 8.6).
  if (statusCode !== 204) response.setHeader('Content-Length', bytes.length);
  response.writeHead(statusCode);
  response.write(bytes);
}
