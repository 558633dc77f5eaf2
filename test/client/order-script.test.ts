import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useApiProxies } from '../support/api-proxy.ts';
import { readStrictDemo, startTestServer } from '../support/local-server.ts';
import { useProcesses } from '../support/processes.ts';
import { useTempFolders } from '../support/temp-folders.ts';

const newFolder = useTempFolders();
const folder = newFolder();
const start = useProcesses();
const proxyTo = useApiProxies();
const script = join(import.meta.dirname, '..', '..', 'client', 'examples', 'order.sh');
let api: { baseUrl: string; apiKey: string };
let bin: string;

beforeAll(async () => {
  const { baseUrl } = await startTestServer(start, folder);
  api = { baseUrl, apiKey: readStrictDemo(folder).apiKey };
});
beforeEach(() => {
  bin = newFolder();
  writeFileSync(join(bin, 'sleep'), `#!/bin/sh\necho "$1" >> '${bin}/waits'\n`);
  chmodSync(join(bin, 'sleep'), 0o755);
});

/** Runs the script with a `sleep` that only records how long it should wait. */
function runScript(url: string, env: Record<string, string> = {}) {
  const variables = { CONNECT_URL: url, CONNECT_API_KEY: api.apiKey, PATH: `${bin}${delimiter}${process.env.PATH}` };
  return new Promise<{ code: number; stdout: string; stderr: string; waits: string[] }>(resolve =>
    execFile('sh', [script], { env: { ...process.env, ...variables, ...env } }, (error, stdout, stderr) => {
      const waits = join(bin, 'waits');
      const recorded = existsSync(waits) ? readFileSync(waits, 'utf8').trim().split('\n') : [];
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr, waits: recorded });
    }),
  );
}

const readLicenseIds = (text: string): string[] => text.match(/(?<=^\{"licenseId":")[^"]+/gm) ?? [];

type Reply = (response: ServerResponse, request: IncomingMessage) => void;
const replyWith =
  (status: number, code: string, headers: Record<string, string> = {}): Reply =>
  response =>
    response.writeHead(status, headers).end(JSON.stringify({ message: 'A message.', code }));
const truncate: Reply = response => {
  response.writeHead(201, { 'Content-Length': '100' });
  response.write('{"licenseId":', () => response.destroy());
};
const loseConnection: Reply = (_response, request) => request.socket.destroy();
const showPage: Reply = response => response.writeHead(502).end('<html>Bad Gateway</html>');

const stops: (() => void)[] = [];
afterAll(() => {
  for (const stop of stops) stop();
});

/** Starts a server that replies with each of these in turn, and then always with the last one. */
async function serveReplies(...replies: [Reply, ...Reply[]]) {
  const idempotencyKeys: unknown[] = [];
  const server = createServer((request, response) => {
    const reply = replies[Math.min(idempotencyKeys.length, replies.length - 1)] ?? replies[0];
    idempotencyKeys.push(request.headers['x-idempotency-key']);
    reply(response, request);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => server.close());
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, idempotencyKeys };
}

describe('order.sh', () => {
  it('orders a license and cancels it', async () => {
    const { code, stdout, stderr } = await runScript(api.baseUrl);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\{"licenseId":"[0-9a-f-]{36}","status":"ACTIVE"/);
    expect(stdout).toMatch(/"pendingStatus":\{"status":"CANCELLED","scheduledAt":"2150-01-01"\}/);
  });

  it('orders one license if a proxy loses the responses of executed commands', async () => {
    let requests = 0;
    const url = await proxyTo(api.baseUrl, response => {
      requests += 1;
      return requests % 2 === 0 ? undefined : { ...response, status: 502, body: '<html>Bad Gateway</html>' };
    });
    const { code, stdout, stderr, waits } = await runScript(url, { ORDER_ID: 'order-with-losses' });
    expect({ code, requests, waits }).toEqual({ code: 0, requests: 4, waits: ['1', '1'] });
    expect(stderr).toContain('POST /licenses: 502. Retry in 1 s.');
    const again = await runScript(api.baseUrl, { ORDER_ID: 'order-with-losses' });
    expect(new Set([...readLicenseIds(stdout), ...readLicenseIds(again.stdout)]).size).toBe(1);
  });

  it.each([
    ['a lost connection', loseConnection, ['1']],
    ['a truncated response', truncate, ['1']],
    ['a body that was cut short without an error', response => response.writeHead(201).end('{"licenseId":'), ['1']],
    ['the page of a proxy', showPage, ['1']],
    ['429', replyWith(429, 'RATE_LIMIT_EXCEEDED', { 'Retry-After': '30' }), ['30']],
    ['409 idempotency_key_locked', replyWith(409, 'idempotency_key_locked', { 'retry-after': '2' }), ['2']],
    ['503', replyWith(503, 'SERVICE_UNAVAILABLE', { 'Retry-After': '3600' }), ['60']],
    ['504', replyWith(504, 'TIMEOUT'), ['1']],
  ] satisfies [string, Reply, string[]][])(
    'retries after %s with the same idempotency key',
    async (_name, reply, waits) => {
      const final = replyWith(404, 'customer_not_found');
      const { url, idempotencyKeys } = await serveReplies(reply, final);
      const result = await runScript(url, { ORDER_ID: 'one-order' });
      expect(result).toMatchObject({ code: 1, waits, stdout: '' });
      expect(idempotencyKeys).toEqual(['one-order', 'one-order']);
      expect(result.stderr).toContain(
        'POST /licenses failed: 404 customer_not_found. A retry would have the same result',
      );
    },
  );

  it.each([
    [
      'a defect',
      replyWith(500, 'INTERNAL_ERROR'),
      '500 INTERNAL_ERROR. A retry would have the same result: {"message"',
    ],
    ['a mismatch', replyWith(409, 'idempotency_key_mismatch'), '409 idempotency_key_mismatch. A retry would have'],
    ['a page', response => response.writeHead(200).end('<html>'), '200, which is not a response of the API'],
    ['a redirect', response => response.writeHead(301, { Location: '/x' }).end(), '301, which is not a response of'],
  ] satisfies [string, Reply, string][])('does not retry after %s, and says why', async (_name, reply, reason) => {
    const { url, idempotencyKeys } = await serveReplies(reply);
    const { code, stderr, waits } = await runScript(url);
    expect({ code, waits, requests: idempotencyKeys.length }).toEqual({ code: 1, waits: [], requests: 1 });
    expect(stderr).toContain(`POST /licenses failed: ${reason}`);
  });

  it('ends after six attempts and says how to continue', async () => {
    const { url, idempotencyKeys } = await serveReplies(replyWith(503, 'SERVICE_UNAVAILABLE', { 'Retry-After': '3' }));
    const { code, stderr, waits } = await runScript(url, { ORDER_ID: 'my-order' });
    expect({ code, waits }).toEqual({ code: 1, waits: ['3', '3', '4', '8', '10'] });
    expect(idempotencyKeys).toHaveLength(6);
    expect(stderr).toContain('failed 6 times, last: 503 SERVICE_UNAVAILABLE. Run this again with ORDER_ID=my-order.');
  });

  it('does not cancel a license that the response does not name', async () => {
    const { url, idempotencyKeys } = await serveReplies(response => response.writeHead(200).end('{}'));
    const { code, stderr } = await runScript(url);
    expect({ code, requests: idempotencyKeys.length }).toEqual({ code: 1, requests: 1 });
    expect(stderr).toContain('The response has no licenseId');
  });

  it('names a variable that is not set', async () => {
    const { code, stderr } = await runScript('');
    expect([code, stderr]).toEqual([2, expect.stringContaining('CONNECT_URL: is not set')]);
  });
});
