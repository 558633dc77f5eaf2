import { NoResponseError } from './no-response-error.ts';

export interface RetryPolicy {
  maxAttempts: number;
  attemptTimeoutMs: number;
  /** Waits between attempts; ends early if the call is aborted. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Returns a number in [0, 1). */
  random?: () => number;
}

type FetchFunction = (request: Request) => Promise<Response>;

/** Creates a `fetch` that gives every command an idempotency key and retries it with that key until a response is final. */
export function createRetryingFetch(
  fetch: FetchFunction,
  { maxAttempts, attemptTimeoutMs, sleep = waitOrAbort, random = Math.random }: RetryPolicy,
): FetchFunction {
  return async request => {
    const idempotencyKey = ensureIdempotencyKey(request);
    for (let attempt = 1; ; attempt++) {
      const outcome = await sendAttempt(fetch, request, attemptTimeoutMs);
      request.signal.throwIfAborted();
      if (!outcome.isTransient || attempt >= maxAttempts) {
        if ('cause' in outcome) throw new NoResponseError(idempotencyKey, attempt, outcome.cause);
        return outcome.response;
      }
      const retryAfterMs = outcome.response === undefined ? 0 : parseRetryAfterMs(outcome.response);
      await sleep(Math.max(retryAfterMs, computeBackoffMs(attempt, random)), request.signal);
    }
  };
}

const isCommand = ({ method }: Request): boolean => method !== 'GET' && method !== 'HEAD';

/** Uses the caller's idempotency key, under either name of the header, or sets a new one. */
function ensureIdempotencyKey(request: Request): string | undefined {
  if (!isCommand(request)) return undefined;
  const callerKey = request.headers.get('X-Idempotency-Key') ?? request.headers.get('Idempotency-Key');
  if (callerKey !== null) return callerKey;
  const idempotencyKey = crypto.randomUUID();
  request.headers.set('X-Idempotency-Key', idempotencyKey);
  return idempotencyKey;
}

/** `isTransient`: another attempt with the same key can have a better outcome. */
type AttemptOutcome = { isTransient: boolean } & (
  | { response: Response }
  /** There is no complete response of the API: the command may have been carried out. */
  | { response?: Response; cause: unknown }
);

async function sendAttempt(fetch: FetchFunction, request: Request, timeoutMs: number): Promise<AttemptOutcome> {
  const controller = new AbortController();
  const abort = () => controller.abort(request.signal.reason);
  const timer = setTimeout(
    () => controller.abort(new DOMException('The attempt timed out.', 'TimeoutError')),
    timeoutMs,
  );
  request.signal.addEventListener('abort', abort);
  if (request.signal.aborted) abort();
  try {
    return await Promise.race([receiveResponse(fetch, request, controller.signal), rejectOnAbort(controller.signal)]);
  } catch (cause) {
    return { cause, isTransient: true };
  } finally {
    clearTimeout(timer);
    request.signal.removeEventListener('abort', abort);
  }
}

/**
 * Ends an attempt even if `fetch` does not. Node holds the signals of a `Request`, of `AbortSignal.any` and of
 * `AbortSignal.timeout` by weak references: if they are garbage-collected, `fetch` never stops.
 */
function rejectOnAbort(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const rejectWithReason = () => reject(signal.reason);
    if (signal.aborted) rejectWithReason();
    signal.addEventListener('abort', rejectWithReason);
  });
}

async function receiveResponse(fetch: FetchFunction, request: Request, signal: AbortSignal): Promise<AttemptOutcome> {
  // Following a redirect would turn a POST into a GET, and send the API key to another server.
  const response = await fetch(new Request(request.clone(), { signal, redirect: 'manual' }));
  // Read here, so that a truncated response counts as a lost one.
  const body = await response.text();
  const { status, statusText, headers } = response;
  const bufferedResponse = new Response(body === '' ? null : body, { status, statusText, headers });
  const outcome = { response: bufferedResponse, isTransient: isTransient(status, body) };
  if (isApiResponse(bufferedResponse, body)) return outcome;
  return { ...outcome, cause: new Error(`HTTP ${status}, but not a response of the API: check baseUrl.`) };
}

/** Proxies and portals respond too, with pages, redirects or empty bodies. These do not say whether a command was carried out. */
function isApiResponse({ ok }: Response, body: string): boolean {
  const parsedBody = tryParseJson(body);
  return typeof parsedBody === 'object' && parsedBody !== null && (ok || typeof readErrorCode(parsedBody) === 'string');
}

/** 502 and 504 come from proxies; the API itself returns 503. A 500 is a defect, which would occur again. */
function isTransient(status: number, body: string): boolean {
  if (status === 409) return readErrorCode(tryParseJson(body)) === 'idempotency_key_locked';
  return status === 429 || status === 502 || status === 503 || status === 504;
}

const readErrorCode = (parsedBody: unknown): unknown =>
  typeof parsedBody === 'object' && parsedBody !== null && 'code' in parsedBody ? parsedBody.code : undefined;

function tryParseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const maxRetryAfterMs = 60_000;

/** Parses seconds or a date. */
function parseRetryAfterMs({ headers }: Response): number {
  const text = headers.get('Retry-After');
  if (text === null) return 0;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? 0 : Math.min(ms, maxRetryAfterMs);
}

/** Exponential backoff with jitter, so that clients that failed at the same time do not retry at the same time. */
const computeBackoffMs = (attempt: number, random: () => number): number =>
  Math.min(10_000, 200 * 2 ** (attempt - 1)) * (0.5 + random() / 2);

const waitOrAbort = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    signal.addEventListener('abort', onAbort, { once: true });
  });
