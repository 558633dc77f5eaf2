import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { NoResponseError } from '../../client/src/no-response-error.ts';
import { createRetryingFetch, type RetryPolicy } from '../../client/src/retrying-fetch.ts';

type Step = (request: Request) => Response | Promise<Response>;

const respond = (status: number, body: object = {}, headers: Record<string, string> = {}): Step => {
  return () => new Response(JSON.stringify(body), { status, headers });
};
const lostConnection: Step = () => Promise.reject(new TypeError('fetch failed'));
const truncatedResponse: Step = () =>
  new Response(
    new ReadableStream({
      start: stream => {
        stream.enqueue(new TextEncoder().encode('{"lic'));
        stream.error(new Error('terminated'));
      },
    }),
    { status: 201 },
  );
const hangingResponse: Step = ({ signal }) =>
  new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

/** A network that follows these steps, and the requests that were sent over it. */
function createNetwork(steps: Step[], policy: Partial<RetryPolicy> = {}) {
  const sent: Request[] = [];
  const pauses: number[] = [];
  const fetch = createRetryingFetch(
    async request => {
      sent.push(request);
      const step = steps[sent.length - 1] ?? respond(200);
      return step(request);
    },
    {
      maxAttempts: 4,
      attemptTimeoutMs: 1000,
      random: () => 1,
      sleep: async (ms, signal) => {
        signal.throwIfAborted();
        pauses.push(ms);
      },
      ...policy,
    },
  );
  const keys = () => sent.map(({ headers }) => headers.get('X-Idempotency-Key'));
  const post = (headers: Record<string, string> = {}, signal?: AbortSignal) =>
    fetch(
      new Request('http://api.test/licenses', { method: 'POST', body: '{"a":1}', headers, signal: signal ?? null }),
    );
  const get = () => fetch(new Request('http://api.test/licenses/1'));
  return { fetch, sent, pauses, keys, post, get };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
}

it('an attempt times out although garbage is collected while it waits', async () => {
  const hangingWithGarbage: Step = request => {
    const response = hangingResponse(request);
    setTimeout(collectGarbage, 10);
    return response;
  };
  const { post, sent } = createNetwork([hangingWithGarbage], { attemptTimeoutMs: 100 });
  expect((await post()).status).toBe(200);
  expect(sent).toHaveLength(2);
});

describe('a command', () => {
  it('gets its own idempotency key', async () => {
    const { post, keys } = createNetwork([]);
    await post();
    await post();
    const [first, second] = keys();
    expect(first).toMatch(uuid);
    expect(second).toMatch(uuid);
    expect(first).not.toBe(second);
  });

  it.each([
    ['a lost connection', lostConnection],
    ['an answer that breaks off', truncatedResponse],
    ['a time-out', hangingResponse],
    ['409 idempotency_key_locked', respond(409, { code: 'idempotency_key_locked' })],
    ['429', respond(429, { code: 'RATE_LIMIT_EXCEEDED' })],
    ['503 outcome_unknown', respond(503, { code: 'outcome_unknown' })],
    ['502 of something in between', respond(502)],
  ])('is repeated after %s, with the same key and the same bytes', async (_what, step) => {
    const { post, keys, sent } = createNetwork([step, step, respond(201, { licenseId: 'l' })], { attemptTimeoutMs: 5 });
    const response = await post();
    expect(response.status).toBe(201);
    expect(await response.json()).toEqual({ licenseId: 'l' });
    expect(keys()).toHaveLength(3);
    expect(new Set(keys()).size).toBe(1);
    expect(await Promise.all(sent.map(request => request.text()))).toEqual(Array(3).fill('{"a":1}'));
  });

  it.each([
    [409, 'idempotency_key_mismatch'],
    [409, 'license_already_cancelled'],
    [400, 'VALIDATION_ERROR'],
    [401, 'UNAUTHORIZED'],
    [500, 'INTERNAL_ERROR'],
  ])('is not repeated after %i %s', async (status, code) => {
    const { post, sent } = createNetwork([respond(status, { code })]);
    const response = await post();
    expect([response.status, await response.json()]).toEqual([status, { code }]);
    expect(sent).toHaveLength(1);
  });

  it.each(['X-Idempotency-Key', 'Idempotency-Key'])('keeps the idempotency key of its header %s', async name => {
    const { post, sent } = createNetwork([lostConnection]);
    await post({ [name]: 'order-17' });
    expect(sent.map(({ headers }) => [headers.get(name), headers.has('X-Idempotency-Key')])).toEqual(
      Array(2).fill(['order-17', name === 'X-Idempotency-Key']),
    );
  });

  it('rejects with its idempotency key if there was no response', async () => {
    const { post, keys } = createNetwork([lostConnection, truncatedResponse, lostConnection, lostConnection]);
    const error = await post().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(NoResponseError);
    expect(error).toMatchObject({ attempts: 4, idempotencyKey: keys()[0], cause: expect.any(TypeError) });
  });

  it('returns the last response if every one asked to retry', async () => {
    const { post, sent } = createNetwork(Array(4).fill(respond(503, { code: 'outcome_unknown' })));
    expect((await post()).status).toBe(503);
    expect(sent).toHaveLength(4);
  });
});

describe('a response that is not from the API', () => {
  it.each([
    ['the page of a proxy', 403, '<html>Forbidden</html>'],
    ['the page of a portal, as if all were well', 200, '<html>Log in</html>'],
    ['a success that says nothing', 200, ''],
    ['a refusal that says nothing', 404, ''],
    ['an error of another make', 400, '{"message":"Bad Request"}'],
    ['a redirect', 301, ''],
  ])('is reported as no response of the API, and not retried: %s', async (_what, status, body) => {
    const { post, keys } = createNetwork([() => new Response(body, { status })]);
    const error = await post().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(NoResponseError);
    expect(error).toMatchObject({ attempts: 1, idempotencyKey: keys()[0], cause: expect.any(Error) });
    expect(String((error as NoResponseError).cause)).toContain(`HTTP ${status}`);
  });

  it('is retried if it is transient, and then reported as no response', async () => {
    const { post, sent } = createNetwork(Array(4).fill(() => new Response(null, { status: 502 })));
    expect(await post().catch((error: unknown) => error)).toBeInstanceOf(NoResponseError);
    expect(sent).toHaveLength(4);
  });

  it('is not followed if it is a redirect, which would turn a POST into a GET', async () => {
    const { post, sent } = createNetwork([]);
    await post();
    expect(sent.map(({ redirect }) => redirect)).toEqual(['manual']);
  });
});

describe('a read', () => {
  it('is retried too, without an idempotency key', async () => {
    const { get, keys } = createNetwork([lostConnection, respond(503), respond(200)]);
    expect((await get()).status).toBe(200);
    expect(keys()).toEqual([null, null, null]);
  });
});

describe('the backoff before a retry', () => {
  it('doubles', async () => {
    const { post, pauses } = createNetwork([lostConnection, lostConnection, lostConnection]);
    await post();
    expect(pauses).toEqual([200, 400, 800]);
  });

  it('is as long as Retry-After asks, in seconds or until a date, but at most a minute', async () => {
    const inTenSeconds = new Date(Date.now() + 10_000).toUTCString();
    const askingFor = (value: string) => respond(503, {}, { 'Retry-After': value });
    const { post, pauses } = createNetwork([askingFor('7'), askingFor(inTenSeconds), askingFor('86400')]);
    await post();
    const [seconds, date = 0, long] = pauses;
    expect([seconds, long]).toEqual([7000, 60_000]);
    expect(date).toBeGreaterThan(8000);
    expect(date).toBeLessThanOrEqual(10_000);
  });

  it('ignores an invalid Retry-After', async () => {
    const { post, pauses } = createNetwork([respond(503, {}, { 'Retry-After': 'soon' })]);
    await post();
    expect(pauses).toEqual([200]);
  });
});

describe('a call that is aborted', () => {
  it('ends during an attempt, which is not retried', async () => {
    const abort = new AbortController();
    const { post, sent } = createNetwork([hangingResponse]);
    const called = post({}, abort.signal).catch((error: unknown) => error);
    await new Promise(resolve => setImmediate(resolve));
    abort.abort(new Error('no longer wanted'));
    expect(await called).toEqual(new Error('no longer wanted'));
    expect(sent).toHaveLength(1);
  });

  it('ends during the backoff', async () => {
    const abort = new AbortController();
    const sent: Request[] = [];
    const fetch = createRetryingFetch(
      async request => {
        sent.push(request);
        setImmediate(() => abort.abort(new Error('no longer wanted')));
        throw new TypeError('fetch failed');
      },
      { maxAttempts: 4, attemptTimeoutMs: 1000, random: () => 1 },
    );
    const request = new Request('http://api.test/', { method: 'POST', signal: abort.signal });
    expect(await fetch(request).catch((error: unknown) => error)).toEqual(new Error('no longer wanted'));
    expect(sent).toHaveLength(1);
  });
});
