import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent, Context } from 'aws-lambda';
import { functionTimeoutMs } from '../time-outs.ts';
import type { Route } from './route.ts';

const stage = 'local';

/** Path and query of a request target as they were sent: a URL object would resolve dots and more. */
export function targetOf(url = '/'): { path: string; query: string } {
  const origin = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0] ?? '';
  const [path = '', ...query] = url.slice(origin.length).split('?');
  return { path: path || '/', query: query.join('?') };
}

/** The event that the gateway gives to the function of an endpoint: REST, payload 1.0, every body as binary. */
export function toEvent(request: IncomingMessage, body: Buffer, route: Route): APIGatewayProxyEvent {
  const { path, query } = targetOf(request.url);
  const { method, path: resource } = route.endpoint;
  const headers = grouped(pairsOf(request.rawHeaders), name => name.toLowerCase());
  const parameters = grouped([...new URLSearchParams(query)], name => name);
  return {
    httpMethod: method,
    resource,
    path,
    headers: lastOf(headers),
    multiValueHeaders: headers,
    pathParameters: orNull(route.pathParameters),
    queryStringParameters: orNull(lastOf(parameters)),
    multiValueQueryStringParameters: orNull(parameters),
    stageVariables: null,
    body: body.length > 0 ? body.toString('base64') : null,
    isBase64Encoded: body.length > 0,
    requestContext: requestContext(request, path, route),
  };
}

function requestContext(request: IncomingMessage, path: string, { endpoint }: Route) {
  const now = new Date();
  return {
    accountId: '000000000000',
    apiId: 'local',
    authorizer: null,
    httpMethod: endpoint.method,
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
    resourceId: endpoint.operation,
    resourcePath: endpoint.path,
    stage,
  };
}

/** What the handlers need of the context that Lambda gives them. */
export function toContext({ endpoint }: Route): Context {
  const endsAt = Date.now() + functionTimeoutMs;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName: endpoint.operation,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:local:000000000000:function:${endpoint.operation}`,
    memoryLimitInMB: '512',
    awsRequestId: randomUUID(),
    logGroupName: '',
    logStreamName: '',
    getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()),
    // Of Lambda's past; the type still asks for them.
    done: () => {},
    fail: () => {},
    succeed: () => {},
  };
}

function pairsOf(flat: string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index < flat.length; index += 2) pairs.push([flat[index] ?? '', flat[index + 1] ?? '']);
  return pairs;
}

/** All values of each name, under the spelling that came first. */
function grouped(pairs: [string, string][], identity: (name: string) => string): Record<string, string[]> {
  const groups = new Map<string, [string, string[]]>();
  for (const [name, value] of pairs) {
    const group = groups.get(identity(name)) ?? [name, []];
    group[1].push(value);
    groups.set(identity(name), group);
  }
  // Not by assignment: a name may be `__proto__`.
  return Object.fromEntries(groups.values());
}

const lastOf = (groups: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(groups).map(([name, values]) => [name, values.at(-1) ?? '']));

const orNull = <T extends object>(values: T): T | null => (Object.keys(values).length > 0 ? values : null);
