import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import type { Route } from '../../functions/routes.ts';
import { functionTimeoutMs } from '../../infra/timeouts.ts';
import type { MatchedRoute } from './router.ts';

const stageName = 'local';

/** Parses a request target into path and query, unchanged. A URL object would normalise them, for example resolve dots. */
export function parseRequestTarget(url = '/'): { path: string; query: string } {
  const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
  const [path = '', ...query] = url.slice(origin.length).split('?');
  return { path: path || '/', query: query.join('?') };
}

/** Builds the event that API Gateway passes to the function of an endpoint: REST API, payload 1.0, every body as binary. */
export function toProxyEvent(
  request: IncomingMessage,
  body: Buffer,
  { route, pathParameters }: MatchedRoute,
): APIGatewayProxyEvent {
  const { path, query } = parseRequestTarget(request.url);
  const { method, path: resource } = route;
  const headers = groupValues(toPairs(request.rawHeaders), name => name.toLowerCase());
  const parameters = groupValues([...new URLSearchParams(query)], name => name);
  return {
    httpMethod: method,
    resource,
    path,
    headers: lastValues(headers),
    multiValueHeaders: headers,
    pathParameters: nullIfEmpty(pathParameters),
    queryStringParameters: nullIfEmpty(lastValues(parameters)),
    multiValueQueryStringParameters: nullIfEmpty(parameters),
    stageVariables: null,
    body: body.length > 0 ? body.toString('base64') : null,
    isBase64Encoded: body.length > 0,
    requestContext: buildRequestContext(request, path, route),
  };
}

function buildRequestContext(request: IncomingMessage, path: string, route: Route) {
  const now = new Date();
  return {
    accountId: '000000000000',
    apiId: 'local',
    authorizer: null,
    httpMethod: route.method,
    identity: {
      accessKey: null,
      accountId: null,
      apiKey: null,
      apiKeyId: null,
      caller: null,
      clientCert: null,
      cognitoAuthenticationProvider: null,
      cognitoAuthenticationType: null,
      cognitoIdentityId: null,
      cognitoIdentityPoolId: null,
      principalOrgId: null,
      sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
      user: null,
      userAgent: request.headers['user-agent'] ?? null,
      userArn: null,
    },
    path,
    protocol: `HTTP/${request.httpVersion}`,
    requestId: randomUUID(),
    requestTime: now.toISOString(),
    requestTimeEpoch: now.getTime(),
    resourceId: route.operation,
    resourcePath: route.path,
    stage: stageName,
  };
}

/** Builds the context that Lambda passes to a handler. */
export function toLambdaContext({ route }: MatchedRoute): Context {
  const deadlineMs = Date.now() + functionTimeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: route.operation,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${route.operation}`,
    memoryLimitInMB: '512',
    // No invocation: the requests of this process run at the same time, and share one logger.
    awsRequestId: '',
    logGroupName: '',
    logStreamName: '',
    getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
    // Deprecated in Lambda, but required by the type.
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}

function toPairs(rawHeaders: string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index < rawHeaders.length; index += 2)
    pairs.push([rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '']);
  return pairs;
}

/** Groups values by name, under the spelling that occurs first. */
function groupValues(pairs: [string, string][], normalizeName: (name: string) => string): Record<string, string[]> {
  const groups = new Map<string, [string, string[]]>();
  for (const [name, value] of pairs) {
    const group = groups.get(normalizeName(name)) ?? [name, []];
    group[1].push(value);
    groups.set(normalizeName(name), group);
  }
  // Assigning properties would fail for the name `__proto__`.
  return Object.fromEntries(groups.values());
}

const lastValues = (groups: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, values.at(-1) ?? '']));

const nullIfEmpty = <T extends object>(values: T): T | null => (Object.keys(values).length > 0 ? values : null);
