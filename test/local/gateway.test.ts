import { once } from 'node:events';
import type { Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ErrorBody } from '../../lib/contract/errors.ts';
import { createLocalGateway, type LocalGateway } from '../../tools/local/gateway.ts';
import { exchangeRawHttp, openRawConnection, parseRawResponse } from '../support/raw-http.ts';

const megabyte = 1024 * 1024;
let gateway: LocalGateway;
let server: Server;
let port = 0;
/** The events that the handlers received. */
let events: APIGatewayProxyEvent[];
/** The behaviour of the handlers. */
let respond: (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>;

beforeEach(async () => {
  events = [];
  respond = async () => ({ statusCode: 200, headers: { 'Content-Type': 'application/json' }, body: '{}' });
  const handler = (event: APIGatewayProxyEvent) => {
    events.push(event);
    return respond(event);
  };
  gateway = createLocalGateway(new Map(['createLicense', 'getLicense'].map(operation => [operation, handler])));
  server = gateway.createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(() => gateway.drain());

const url = (path: string) => `http://127.0.0.1:${port}${path}`;
const post = (body: string) => ({ method: 'POST', body });

function expectError(body: string, code: string) {
  const parsed = ErrorBody.parse(JSON.parse(body));
  expect(parsed.code).toBe(code);
  expect(body).not.toMatch(/ at |\.ts|node:/);
}

describe('a request', () => {
  it("is passed to the handler of its route, and the handler's response is returned unchanged", async () => {
    respond = async () => ({
      statusCode: 201,
      headers: { Location: '/licenses/1', 'X-Number': 7 },
      multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] },
      body: Buffer.from('{"ü":1}').toString('base64'),
      isBase64Encoded: true,
    });
    const response = await fetch(url('/licenses'), post('{"a":1}'));
    expect(response.status).toBe(201);
    expect(response.headers.get('location')).toBe('/licenses/1');
    expect(response.headers.get('x-number')).toBe('7');
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(response.headers.get('content-length')).toBe('8');
    expect(await response.text()).toBe('{"ü":1}');
    expect(Buffer.from(events[0]?.body ?? '', 'base64').toString()).toBe('{"a":1}');
  });

  it.each([
    ['GET', '/nothing'],
    ['PUT', '/nothing'],
    ['OPTIONS', '/nothing'],
    ['GET', '//licenses/l1'],
  ])('without a route gets 404: %s %s', async (method, path) => {
    const response = await fetch(url(path), { method, ...(method === 'PUT' && { body: '{}' }) });
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expectError(await response.text(), 'NOT_FOUND');
  });

  it('with a doubled slash gets a hint that names it', async () => {
    expect(await (await fetch(url('//licenses/l1'))).json()).toMatchObject({
      hint: expect.stringContaining('doubled slash'),
    });
  });

  it.each([
    ['DELETE', '/licenses/l1', 'GET, PUT, OPTIONS'],
    ['PUT', '/licenses', 'POST, GET, OPTIONS'],
    ['POST', '/docs', 'GET, HEAD, OPTIONS'],
    ['PATCH', '/health', 'GET, HEAD, OPTIONS'],
  ])('with a method that the path does not have gets 405: %s %s', async (method, path, allowed) => {
    const response = await fetch(url(path), { method, body: '{}' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allowed);
    expectError(await response.text(), 'METHOD_NOT_ALLOWED');
  });

  it('with HEAD of a resource gets 405 without a body', async () => {
    const response = await fetch(url('/licenses/l1'), { method: 'HEAD' });
    expect(response.status).toBe(405);
    expect(await response.text()).toBe('');
  });

  it('with OPTIONS gets the methods of the path', async () => {
    const response = await fetch(url('/licenses'), { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('allow')).toBe('POST, GET, OPTIONS');
    expect(response.headers.get('content-length')).toBeNull();
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe('');
  });

  it.each([
    ['twice', 'Host: a\r\nHost: b\r\n', 'must be sent only once'],
    ['not at all', '', 'is required'],
  ])('with Host %s is refused', async (_case, header, message) => {
    const { status, body } = await exchangeRawHttp(
      port,
      `GET /licenses/l1 HTTP/1.1\r\n${header}Connection: close\r\n\r\n`,
    );
    expect(status).toBe(400);
    expect(JSON.parse(body).details).toEqual([{ message, code: expect.any(String), property: 'Host' }]);
  });

  it('keeps all of its headers, even 2500', async () => {
    const many = 'a:1\r\n'.repeat(2500);
    await exchangeRawHttp(
      port,
      `GET /licenses/l1 HTTP/1.1\r\nHost: a\r\n${many}X-API-Key: k\r\nConnection: close\r\n\r\n`,
    );
    expect(events[0]?.headers).toMatchObject({ 'X-API-Key': 'k' });
    expect(events[0]?.multiValueHeaders.a).toHaveLength(2500);
  });

  it('for a tunnel is refused', async () => {
    const { status, body } = await exchangeRawHttp(
      port,
      'CONNECT example.org:443 HTTP/1.1\r\nHost: example.org\r\n\r\n',
    );
    expect(status).toBe(404);
    expectError(body, 'NOT_FOUND');
  });

  it.each([
    ['/licenses/%zz', 'path'],
    ['/licenses/%ff', 'path'],
    ['/licenses/l1?status=%', 'query'],
    ['/licenses/l1?%zz=1', 'query'],
    ['/licenses/l1?a=1&b=%C3', 'query'],
  ])('with a broken escape is refused: %s', async (target, property) => {
    const { status, body } = await exchangeRawHttp(
      port,
      `GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`,
    );
    expect(status).toBe(400);
    expectError(body, 'VALIDATION_ERROR');
    expect(JSON.parse(body).details).toMatchObject([{ code: 'INVALID_FORMAT', property }]);
    expect(events).toEqual([]);
  });

  it('whose handler fails gets 500 without details', async () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {});
    respond = async () => Promise.reject(new Error('secret'));
    const response = await fetch(url('/licenses'), post('{}'));
    expect(response.status).toBe(500);
    const body = await response.text();
    expectError(body, 'INTERNAL_ERROR');
    expect(body).not.toContain('secret');
    log.mockRestore();
  });
});

describe('a body', () => {
  it('of 10 MB is passed to the handler', async () => {
    const response = await fetch(url('/licenses'), post('x'.repeat(10 * megabyte)));
    expect(response.status).toBe(200);
    await response.text();
  });

  it('that is declared as larger is refused, and a client that sends it anyway receives the response', async () => {
    const connection = openRawConnection(port);
    connection.socket.write(`POST /licenses HTTP/1.1\r\nHost: a\r\nContent-Length: ${11 * megabyte}\r\n\r\n`);
    for (let sent = 0; sent < 11; sent++) {
      connection.socket.write('x'.repeat(megabyte));
      await sleep(1);
    }
    const { status, head, body } = parseRawResponse(await connection.waitForEnd());
    expect(status).toBe(413);
    expect(head).toContain('Connection: close');
    expectError(body, 'PAYLOAD_TOO_LARGE');
    expect(events).toEqual([]);
  });

  it('without a declared length is refused if it is too large', async () => {
    const connection = openRawConnection(port);
    connection.socket.write('POST /licenses HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
    for (let sent = 0; sent < 11; sent++) connection.socket.write(`100000\r\n${'x'.repeat(megabyte)}\r\n`);
    const { status, body } = parseRawResponse(await connection.waitForText('}'));
    expect(status).toBe(413);
    expectError(body, 'PAYLOAD_TOO_LARGE');
    expect(events).toEqual([]);
    connection.socket.destroy();
  });

  it.each([
    ['is requested', 2, 'HTTP/1.1 100 Continue', 200],
    ['is not requested if it is too large', 11 * megabyte, 'HTTP/1.1 413', 413],
  ])('sent with Expect: 100-continue %s', async (_, length, first, status) => {
    const connection = openRawConnection(port);
    connection.socket.write(
      `POST /licenses HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: ${length}\r\n\r\n`,
    );
    expect(await connection.waitForText('\r\n\r\n')).toContain(first);
    if (status === 200) connection.socket.write('{}');
    expect(await connection.waitForText(`HTTP/1.1 ${status}`)).toContain(first);
    connection.socket.destroy();
  });

  it('that is cut off is not passed to a handler', async () => {
    const connection = openRawConnection(port);
    connection.socket.write('POST /licenses HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{"half":');
    await sleep(20);
    connection.socket.destroy();
    await connection.waitForEnd();
    await sleep(20);
    expect(events).toEqual([]);
    expect((await fetch(url('/licenses'), post('{}'))).status).toBe(200);
  });
});

describe('a request that is not valid HTTP', () => {
  it.each([
    ['nonsense', 'nonsense\r\n\r\n'],
    ['a bad method', 'G@T / HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['no host', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n'],
    ['two lengths', 'POST /licenses HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}'],
    [
      'length and chunks',
      'POST /licenses HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n{}',
    ],
    ['a header with a control character', 'GET / HTTP/1.1\r\nHost: a\r\nX-API-Key: a\u0001b\r\n\r\n'],
    ['headers that are too large', `GET / HTTP/1.1\r\nHost: a\r\nX-API-Key: ${'x'.repeat(20_000)}\r\n\r\n`],
    ['a bad chunk', 'POST /licenses HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n'],
    ['an encrypted greeting', Buffer.from([0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03])],
  ])('is refused in the format of the contract: %s', async (_, text) => {
    const { status, head, body } = await exchangeRawHttp(port, text);
    expect(status).toBe(400);
    expect(head).toMatch(/\r\nContent-Type: application\/json\r\n/);
    expect(head).toMatch(/\r\nX-Request-Id: [0-9a-f-]{36}\r\n/);
    expectError(body, 'VALIDATION_ERROR');
    expect(events).toEqual([]);
  });

  it('does not prevent the response to the request before it', async () => {
    respond = async () => {
      await sleep(30);
      return { statusCode: 200, headers: {}, body: '{"whole":true}' };
    };
    const { status, head, body } = await exchangeRawHttp(
      port,
      'GET /licenses/l1 HTTP/1.1\r\nHost: a\r\n\r\nnonsense\r\n\r\n',
    );
    expect(status).toBe(200);
    expect(head).toContain('Connection: close');
    expect(body).toBe('{"whole":true}');
  });

  it('is not kept open by a client that never closes its side', async () => {
    const silent = connect({ port, allowHalfOpen: true });
    const [serverSide] = (await once(server, 'connection')) as [Socket];
    server.emit('clientError', Object.assign(new Error('timeout'), { code: 'ERR_HTTP_REQUEST_TIMEOUT' }), serverSide);
    const [response] = (await once(silent, 'data')) as [Buffer];
    expect(String(response)).toContain('did not arrive in time');
    await once(serverSide, 'close');
    silent.destroy();
  });

  it('does no harm if the client disconnects at once', async () => {
    for (const text of ['', 'GE', 'GET / HTTP/1.1\r\nHost', 'nonsense\r\n\r\n']) {
      const connection = openRawConnection(port);
      connection.socket.write(text);
      await sleep(5);
      connection.socket.resetAndDestroy();
    }
    await sleep(10);
    expect((await fetch(url('/licenses'), post('{}'))).status).toBe(200);
  });
});

describe('stopping', () => {
  it('does not wait for requests that were pipelined on a connection that is closed', async () => {
    respond = () => sleep(50).then(() => ({ statusCode: 200, headers: {}, body: '{}' }));
    const pipelining = openRawConnection(port);
    pipelining.socket.write('GET /licenses/l1 HTTP/1.1\r\nHost: a\r\n\r\n'.repeat(5));
    while (events.length < 5) await sleep(5);
    pipelining.socket.resetAndDestroy();
    await expect(Promise.race([gateway.drain().then(() => 'stopped'), sleep(5000)])).resolves.toBe('stopped');
  });

  it('completes requests in progress, closes idle connections and accepts no new ones', async () => {
    let finish = () => {};
    const started = new Promise<void>(resolve => {
      respond = () => {
        resolve();
        return new Promise(done => {
          finish = () => done({ statusCode: 200, headers: {}, body: '{"done":true}' });
        });
      };
    });
    const idle = openRawConnection(port);
    const silent = openRawConnection(port);
    const half = openRawConnection(port);
    idle.socket.write('GET /nothing HTTP/1.1\r\nHost: a\r\n\r\n');
    half.socket.write('GET /licenses/l1 HTTP/1.1\r\nHos');
    await idle.waitForText('NOT_FOUND');
    const working = openRawConnection(port);
    working.socket.write('GET /licenses/l1 HTTP/1.1\r\nHost: a\r\n\r\n');
    await started;

    const drained = gateway.drain();
    await idle.waitForEnd();
    await expect(fetch(url('/'))).rejects.toThrow();
    finish();
    const { status, head, body } = parseRawResponse(await working.waitForEnd());
    await drained;
    expect(status).toBe(200);
    expect(head).toContain('Connection: close');
    expect(body).toBe('{"done":true}');
    await silent.waitForEnd();
    await half.waitForEnd();
  });
});
