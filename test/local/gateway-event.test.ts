import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { APIGatewayProxyEvent } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toLambdaContext, toProxyEvent } from '../../tools/local/gateway-event.ts';
import { createRouter } from '../../tools/local/router.ts';
import { exchangeRawHttp } from '../support/raw-http.ts';

let lastRequest: IncomingMessage;
const server = createServer((request, response) => {
  lastRequest = request;
  response.setHeader('Connection', 'close').end();
});
let port = 0;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => server.close());

/** Sends a request and returns its event, so that Node's parser is part of the test. */
async function sendAndConvert(lines: string[], body: Buffer | string = ''): Promise<APIGatewayProxyEvent> {
  await exchangeRawHttp(port, [...lines, 'Host: test', '', ''].join('\r\n'));
  const route = createRouter()(
    lastRequest.method ?? '',
    (lastRequest.url ?? '').replace(/^http:\/\/[^/]*/, '').replace(/\?.*/, ''),
  );
  if (typeof route !== 'object' || !('route' in route)) throw new Error(`There is no route for ${lastRequest.url}`);
  return toProxyEvent(lastRequest, Buffer.from(body), route);
}

const addons = 'GET /subscriptions/s1/addons';

describe("the gateway's event", () => {
  it('contains the route and the path parameters', async () => {
    const event = await sendAndConvert(['POST /licenses/a%2Fb/cancel/ HTTP/1.1']);
    expect(event).toMatchObject({
      httpMethod: 'POST',
      resource: '/licenses/{licenseId}/cancel',
      path: '/licenses/a%2Fb/cancel/',
      pathParameters: { licenseId: 'a%2Fb' },
      stageVariables: null,
      requestContext: {
        httpMethod: 'POST',
        path: '/licenses/a%2Fb/cancel/',
        resourcePath: '/licenses/{licenseId}/cancel',
        stage: 'local',
        protocol: 'HTTP/1.1',
        identity: { sourceIp: '127.0.0.1', userAgent: null },
      },
    });
    expect(event.requestContext.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('contains null for parts that are absent', async () => {
    const event = await sendAndConvert(['POST /licenses HTTP/1.1']);
    expect(event).toMatchObject({
      pathParameters: null,
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      body: null,
      isBase64Encoded: false,
    });
  });

  it('contains all values of a repeated header, and the last one separately', async () => {
    const event = await sendAndConvert([
      'POST /licenses HTTP/1.1',
      'X-API-Key: one',
      'x-api-key: two',
      'Content-type: a',
    ]);
    expect(event.multiValueHeaders).toEqual({ 'X-API-Key': ['one', 'two'], 'Content-type': ['a'], Host: ['test'] });
    expect(event.headers).toEqual({ 'X-API-Key': 'two', 'Content-type': 'a', Host: 'test' });
  });

  it('contains repeated headers that Node would drop or join', async () => {
    const event = await sendAndConvert([
      'POST /licenses HTTP/1.1',
      'Content-Type: a',
      'Content-Type: b',
      'Cookie: c',
      'Cookie: d',
    ]);
    expect(event.multiValueHeaders).toMatchObject({ 'Content-Type': ['a', 'b'], Cookie: ['c', 'd'] });
  });

  it('contains all values of a repeated query parameter, decoded', async () => {
    const event = await sendAndConvert([`${addons}?status=ACTIVE&status=a%26b+c&x HTTP/1.1`]);
    expect(event.multiValueQueryStringParameters).toEqual({ status: ['ACTIVE', 'a&b c'], x: [''] });
    expect(event.queryStringParameters).toEqual({ status: 'a&b c', x: '' });
  });

  it.each(['__proto__', 'constructor', 'toString'])('contains a parameter and a header named %s', async name => {
    const event = await sendAndConvert([`${addons}?${name}=1 HTTP/1.1`, `${name}: 2`]);
    expect(Object.entries(event.multiValueQueryStringParameters ?? {})).toEqual([[name, ['1']]]);
    expect(Object.entries(event.multiValueHeaders)).toContainEqual([name, ['2']]);
    expect(Object.getPrototypeOf(event.multiValueHeaders)).toBe(Object.prototype);
  });

  it('contains a query that cannot be decoded as it is', async () => {
    const event = await sendAndConvert([`${addons}?status=%&%zz=%ff?&&= HTTP/1.1`]);
    expect(event.multiValueQueryStringParameters).toEqual({ status: ['%'], '%zz': ['\uFFFD?'], '': [''] });
  });

  it('contains the body as base64', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0x00, 0x7d]);
    const event = await sendAndConvert(['POST /licenses HTTP/1.1'], bytes);
    expect(event.isBase64Encoded).toBe(true);
    expect(Buffer.from(event.body ?? '', 'base64')).toEqual(bytes);
  });

  it('accepts a request target with scheme and host', async () => {
    const event = await sendAndConvert(['GET http://elsewhere/licenses/l1?x=1 HTTP/1.1']);
    expect(event).toMatchObject({ path: '/licenses/l1', queryStringParameters: { x: '1' } });
  });
});

describe("the handler's context", () => {
  const createContext = () => {
    const route = createRouter()('POST', '/licenses');
    if (typeof route !== 'object' || !('route' in route)) throw new Error('There is no route.');
    return toLambdaContext(route);
  };

  it('names no invocation, because requests at the same time share the logger of the process', () => {
    expect(createContext().awsRequestId).toBe('');
  });

  it('counts down the remaining time', () => {
    const remainingMs = createContext().getRemainingTimeInMillis();
    expect(remainingMs).toBeGreaterThan(14_000);
    expect(remainingMs).toBeLessThanOrEqual(15_000);
  });
});
