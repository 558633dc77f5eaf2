import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { afterAll, expect, it } from 'vitest';
import { sendSmokeRequest } from '../smoke/http-client.ts';

const stops: (() => void)[] = [];
afterAll(() => {
  for (const stop of stops) stop();
});

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

/** On a busy machine, a response may take seconds. */
const limits = (timeoutMs = 10_000) => ({ timeoutMs, endsAtMs: Date.now() + 30_000 });
const post = (url: string, repeatable = true) => ({ method: 'POST', url, headers: {}, body: '{}', repeatable });

/** Returns these errors one by one, and then success. */
async function serveCodes(...codes: [status: number, code: string, retryAfter: string][]) {
  let calls = 0;
  const url = await serve((_request, response) => {
    const [status, code, seconds] = codes[calls++] ?? [200, 'done', ''];
    if (seconds) response.setHeader('Retry-After', seconds);
    response.writeHead(status).end(JSON.stringify({ code }));
  });
  return { url, calls: () => calls };
}

it.each<[string, RequestListener]>([
  ['never responds', () => {}],
  ['stops in the middle of its response', (_request, response) => void response.writeHead(200).write('{')],
])('gives up on a server that %s', async (_what, listener) => {
  const url = await serve(listener);
  await expect(sendSmokeRequest(post(url), limits(100))).rejects.toThrow('no response within 0.1 seconds');
});

it('sends nothing after the time limit of all checks', async () => {
  const { url, calls } = await serveCodes();
  const over = { ...limits(), endsAtMs: Date.now() - 1 };
  await expect(sendSmokeRequest(post(url), over)).rejects.toThrow('the time limit of all checks together');
  expect(calls()).toBe(0);
});

it('retries a few times if the response asks for it', async () => {
  const busy = await serveCodes([429, 'RATE_LIMIT_EXCEEDED', '0'], [503, 'outcome_unknown', '0']);
  expect(await sendSmokeRequest(post(busy.url), limits())).toMatchObject({ status: 200, attempts: 3 });
  const dead = await serveCodes(...Array(9).fill([503, 'SERVICE_UNAVAILABLE', '0']));
  expect(await sendSmokeRequest(post(dead.url), limits())).toMatchObject({ status: 503, attempts: 4 });
});

it('does not retry a command without an idempotency key whose outcome is unknown, nor a response that asks for no retry', async () => {
  const unknown = await serveCodes([503, 'outcome_unknown', '0']);
  expect(await sendSmokeRequest(post(unknown.url, false), limits())).toMatchObject({ status: 503, attempts: 1 });
  const patient = await serveCodes([503, 'SERVICE_UNAVAILABLE', '3600']);
  expect(await sendSmokeRequest(post(patient.url), limits())).toMatchObject({ status: 503, attempts: 1 });
  const failed = await serveCodes([500, 'INTERNAL_ERROR', '']);
  expect(await sendSmokeRequest(post(failed.url), limits())).toMatchObject({ status: 500, attempts: 1 });
});
