import { NoResponseError } from './no-response-error.ts';

export interface RetryPolicy {
  maxAttempts: number;
  attemptTimeoutMs: number;
  /** Waits between attempts; ends early when the call is aborted. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1). */
  random?: () => number;
}

type FetchFunction = (request: Request) => Promise<Response>;

/** A `fetch` that gives every command an idempotency key and repeats it under that key until there is an answer to rely on. */
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

/** Both names of the header are the caller's to use. */
function ensureIdempotencyKey(request: Request): string | undefined {
  if (!isCommand(request)) return undefined;
  const callerKey = request.headers.get('X-Idempotency-Key') ?? request.headers.get('Idempotency-Key');
  if (callerKey !== null) return callerKey;
  const idempotencyKey = crypto.randomUUID();
  request.headers.set('X-Idempotency-Key', idempotencyKey);
  return idempotencyKey;
}

/** `isPassing`: another attempt under the same key may get a better one. */
type AttemptOutcome = { isTransient: boolean } & (
  | { response: Response }
  /** None of the API, or not all of it: the command may have been carried out. */
  | { response?: Response; cause: unknown }
);

async function sendAttempt(fetch: FetchFunction, request: Request, timeoutMs: number): Promise<AttemptOutcome> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]);
  try {
    // A redirect that was followed would make a POST a GET, and take the API key elsewhere.
    const response = await fetch(new Request(request.clone(), { signal, redirect: 'manual' }));
    // Read here, so that an answer that breaks off is a lost one too.
    const body = await response.text();
    const { status, statusText, headers } = response;
    const bufferedResponse = new Response(body === '' ? null : body, { status, statusText, headers });
    const outcome = { response: bufferedResponse, isTransient: isTransient(status, body) };
    if (isApiResponse(bufferedResponse, body)) return outcome;
    return { ...outcome, cause: new Error(`HTTP ${status}, which is no answer of the API; is baseUrl right?`) };
  } catch (cause) {
    return { cause, isTransient: true };
  }
}

/** Proxies and portals answer too: with pages, with nothing, with redirects. None of it says whether a command was carried out. */
function isApiResponse({ ok }: Response, body: string): boolean {
  const parsedBody = tryParseJson(body);
  return typeof parsedBody === 'object' && parsedBody !== null && (ok || typeof readErrorCode(parsedBody) === 'string');
}

/** 502 and 504 come from what stands between; the API itself says 503. A 500 is a defect, which would come again. */
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

/** Seconds, or a date. */
function parseRetryAfterMs({ headers }: Response): number {
  const text = headers.get('Retry-After');
  if (text === null) return 0;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? 0 : Math.min(ms, maxRetryAfterMs);
}

/** Twice as long each time, at random, so that those who failed together do not come back together. */
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
