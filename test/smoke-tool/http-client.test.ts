import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { afterAll, expect, it } from 'vitest';
import { sendHttpRequest } from '../smoke/exchange.ts';

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

/** On a machine that is busy with other things, an answer may take seconds. */
const limits = (timeoutMs = 10_000) => ({ timeoutMs, endsAtMs: Date.now() + 30_000 });
const post = (url: string, repeatable = true) => ({ method: 'POST', url, headers: {}, body: '{}', repeatable });

/** Answers with these codes, one each, and then with success. */
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
  ['never answers', () => {}],
  ['stops in the middle of its answer', (_request, response) => void response.writeHead(200).write('{')],
])('gives up on what %s', async (_what, listener) => {
  const url = await serve(listener);
  await expect(sendHttpRequest(post(url), limits(100))).rejects.toThrow('no answer within 0.1 seconds');
});

it('does not go on when the time for all is over', async () => {
  const { url, calls } = await serveCodes();
  const over = { ...limits(), endsAtMs: Date.now() - 1 };
  await expect(sendHttpRequest(post(url), over)).rejects.toThrow('all checks together');
  expect(calls()).toBe(0);
});

it('comes back when it is told to, a few times', async () => {
  const busy = await serveCodes([429, 'RATE_LIMIT_EXCEEDED', '0'], [503, 'outcome_unknown', '0']);
  expect(await sendHttpRequest(post(busy.url), limits())).toMatchObject({ status: 200, attempts: 3 });
  const dead = await serveCodes(...Array(9).fill([503, 'SERVICE_UNAVAILABLE', '0']));
  expect(await sendHttpRequest(post(dead.url), limits())).toMatchObject({ status: 503, attempts: 4 });
});

it('does not repeat what may have been done and has no key, nor what it is not asked to repeat', async () => {
  const unknown = await serveCodes([503, 'outcome_unknown', '0']);
  expect(await sendHttpRequest(post(unknown.url, false), limits())).toMatchObject({ status: 503, attempts: 1 });
  const patient = await serveCodes([503, 'SERVICE_UNAVAILABLE', '3600']);
  expect(await sendHttpRequest(post(patient.url), limits())).toMatchObject({ status: 503, attempts: 1 });
  const failed = await serveCodes([500, 'INTERNAL_ERROR', '']);
  expect(await sendHttpRequest(post(failed.url), limits())).toMatchObject({ status: 500, attempts: 1 });
});
