import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { Endpoint } from '../../lib/contract/endpoint.ts';

/** The parts of a request that a client chooses. */
export interface ApiRequestParts {
  path?: Record<string, string>;
  query?: Record<string, string[]>;
  body?: Buffer | undefined;
  headers: Record<string, string[]>;
  /** Path prefix before the route. */
  basePath?: string;
}

/** Builds the event that API Gateway creates for a request to an endpoint. */
export function createApiEvent({ method, path: route }: Endpoint, parts: ApiRequestParts): APIGatewayProxyEvent {
  const { path = {}, query, body, headers, basePath = '' } = parts;
  const resolvedPath = route.replace(/\{(\w+)\}/g, (_, name) => encodeURIComponent(path[name] ?? ''));
  return {
    httpMethod: method,
    resource: route,
    path: resolvedPath,
    headers: {},
    multiValueHeaders: headers,
    pathParameters: Object.fromEntries(Object.entries(path).map(([name, value]) => [name, encodeURIComponent(value)])),
    queryStringParameters: null,
    multiValueQueryStringParameters: query ?? null,
    stageVariables: null,
    body: body === undefined ? null : body.toString('base64'),
    isBase64Encoded: body !== undefined,
    requestContext: {
      path: basePath + resolvedPath,
      requestId: 'of-the-gateway',
      identity: { sourceIp: '127.0.0.1' },
    } as APIGatewayProxyEvent['requestContext'],
  };
}
