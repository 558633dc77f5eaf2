import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { NoAnswer } from '../../client/src/no-answer.ts';
import { waitOrAbort } from '../../client/src/retry-delay.ts';
import { createRetryingFetch, type RetryPolicy } from '../../client/src/retrying-fetch.ts';

type Step = (request: Request) => Response | Promise<Response>;

const respond = (status: number, body: object = {}, headers: Record<string, string> = {}): Step => {
  const apiHeaders = { 'Content-Type': 'application/json', 'X-Request-Id': 'r-1' };
  return () => new Response(JSON.stringify(body), { status, headers: { ...apiHeaders, ...headers } });
};
const respondWithText = (status: number, body: string): Step => {
  const headers = { 'Content-Type': 'application/json', 'X-Request-Id': 'r-1' };
  return () => new Response(body, { status, headers });
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
    ['an answer that ends early without an error', respondWithText(201, '{"licenseId":"l","sta')],
    ['an answer without its body', respondWithText(201, '')],
    ['an error that ends early', respondWithText(404, '{"code":"customer_not')],
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

  it('rejects with its idempotency key if there was no answer', async () => {
    const { post, keys } = createNetwork([lostConnection, truncatedResponse, lostConnection, lostConnection]);
    const error = await post().catch((error: unknown) => error);
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error).toMatchObject({ attempts: 4, idempotencyKey: keys()[0], cause: expect.any(TypeError) });
  });

  it('returns the last response if every one asked to retry, with the idempotency key', async () => {
    const { post, sent, keys } = createNetwork(Array(4).fill(respond(503, { code: 'outcome_unknown' })));
    const response = await post();
    expect([response.status, response.headers.get('X-Idempotency-Key')]).toEqual([503, keys()[0]]);
    expect(sent).toHaveLength(4);
  });
});

describe('a response that is not from the API', () => {
  const json = { 'Content-Type': 'application/json' };
  const request = { 'X-Request-Id': 'r-1' };

  it.each<[what: string, status: number, body: string, headers?: Record<string, string>]>([
    ['the page of a proxy', 403, '<html>Forbidden</html>'],
    ['the page of a portal, as if all were well', 200, '<html>Log in</html>'],
    ['a page with a request id', 200, '<html>Log in</html>', request],
    ['a success that says nothing', 200, ''],
    ['a refusal that says nothing', 404, ''],
    ['an error of another make', 400, '{"message":"Bad Request"}'],
    ['a redirect', 301, ''],
    ['a success without a request id', 201, '{"licenseId":"l"}', json],
    ['a success of another operation', 201, '{"orderId":"o"}', { ...json, ...request }],
    ['a list instead of an object', 201, '["licenseId"]', request],
  ])('is reported as no answer, and not retried: %s', async (_what, status, body, headers = {}) => {
    const { fetch, sent } = createNetwork([() => new Response(body, { status, headers })]);
    const created = fetch(new Request('http://api.test/licenses', { method: 'POST' }), ['licenseId']);
    const error = await created.catch((error: unknown) => error);
    expect(error).toBeInstanceOf(NoAnswer);
    const idempotencyKey = sent[0]?.headers.get('X-Idempotency-Key');
    expect(error).toMatchObject({ attempts: 1, idempotencyKey, cause: expect.any(Error) });
    expect(String((error as NoAnswer).cause)).toContain(`HTTP ${status}`);
  });

  it('is retried if it is transient, and then reported as no answer', async () => {
    const { post, sent } = createNetwork(Array(4).fill(() => new Response(null, { status: 502 })));
    expect(await post().catch((error: unknown) => error)).toBeInstanceOf(NoAnswer);
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

describe('a success of a newer server', () => {
  it('is returned with every field and value that this client does not know', async () => {
    const body = { licenseId: 'l', status: 'FROZEN', assignedTo: { type: 'DEVICE', imei: '1' }, added: { since: 2 } };
    const { fetch } = createNetwork([respond(201, body)]);
    const response = await fetch(new Request('http://api.test/licenses', { method: 'POST' }), ['licenseId', 'status']);
    expect(await response.json()).toEqual(body);
  });
});

describe('a command that is aborted', () => {
  const reason = new Error('no longer wanted');

  it('rejects during an attempt with its idempotency key and the reason, and is not retried', async () => {
    const abort = new AbortController();
    const { post, sent, keys } = createNetwork([hangingResponse]);
    const called = post({}, abort.signal).catch((error: unknown) => error);
    await new Promise(resolve => setImmediate(resolve));
    abort.abort(reason);
    const error = await called;
    expect(error).toBeInstanceOf(NoAnswer);
    expect(error).toMatchObject({ attempts: 1, idempotencyKey: keys()[0], cause: reason });
    expect((error as NoAnswer).message).toContain(keys()[0]);
    expect(sent).toHaveLength(1);
  });

  it('rejects during the backoff', async () => {
    const abort = new AbortController();
    const { post, sent } = createNetwork(
      [
        () => {
          setImmediate(() => abort.abort(reason));
          throw new TypeError('fetch failed');
        },
      ],
      { sleep: waitOrAbort },
    );
    const error = await post({ 'X-Idempotency-Key': 'order-17' }, abort.signal).catch((error: unknown) => error);
    expect(error).toMatchObject({ name: 'NoAnswer', attempts: 1, idempotencyKey: 'order-17', cause: reason });
    expect(sent).toHaveLength(1);
  });

  it('rejects before the first attempt, and sends nothing', async () => {
    const { post, sent } = createNetwork([]);
    const error = await post({}, AbortSignal.abort(reason)).catch((error: unknown) => error);
    expect(error).toMatchObject({ name: 'NoAnswer', attempts: 0, idempotencyKey: expect.any(String), cause: reason });
    expect(sent).toHaveLength(0);
  });

  it('rejects although garbage is collected while its timeout runs', async () => {
    const { post, sent } = createNetwork([
      request => {
        setTimeout(collectGarbage, 10);
        return hangingResponse(request);
      },
    ]);
    const error = await post({}, AbortSignal.timeout(50)).catch((error: unknown) => error);
    expect(error).toMatchObject({ name: 'NoAnswer', attempts: 1, cause: { name: 'TimeoutError' } });
    expect(sent).toHaveLength(1);
  });
});

it('a read that is aborted rejects with the reason', async () => {
  const reason = new Error('no longer wanted');
  const { fetch } = createNetwork([hangingResponse]);
  const abort = new AbortController();
  const called = fetch(new Request('http://api.test/licenses', { signal: abort.signal }));
  setImmediate(() => abort.abort(reason));
  await expect(called).rejects.toBe(reason);
  await expect(fetch(new Request('http://api.test/', { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
});
