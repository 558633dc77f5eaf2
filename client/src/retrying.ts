import { NoAnswer } from './no-answer.ts';

export interface Policy {
  maxAttempts: number;
  attemptTimeoutMs: number;
  /** Waits between attempts; ends early when the call is aborted. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** In [0, 1). */
  random?: () => number;
}

type Fetch = (request: Request) => Promise<Response>;

/** A `fetch` that gives every command an idempotency key and repeats it under that key until there is an answer to rely on. */
export function retrying(
  fetch: Fetch,
  { maxAttempts, attemptTimeoutMs, sleep = wait, random = Math.random }: Policy,
): Fetch {
  return async request => {
    const key = withKey(request);
    for (let attempt = 1; ; attempt++) {
      const outcome = await send(fetch, request, attemptTimeoutMs);
      request.signal.throwIfAborted();
      if (!outcome.isPassing || attempt >= maxAttempts) {
        if ('cause' in outcome) throw new NoAnswer(key, attempt, outcome.cause);
        return outcome.response;
      }
      const retryAfterMs = outcome.response === undefined ? 0 : retryAfter(outcome.response);
      await sleep(Math.max(retryAfterMs, backOff(attempt, random)), request.signal);
    }
  };
}

const isCommand = ({ method }: Request): boolean => method !== 'GET' && method !== 'HEAD';

/** Both names of the header are the caller's to use. */
function withKey(request: Request): string | undefined {
  if (!isCommand(request)) return undefined;
  const given = request.headers.get('X-Idempotency-Key') ?? request.headers.get('Idempotency-Key');
  if (given !== null) return given;
  const key = crypto.randomUUID();
  request.headers.set('X-Idempotency-Key', key);
  return key;
}

/** `isPassing`: another attempt under the same key may get a better one. */
type Outcome = { isPassing: boolean } & (
  | { response: Response }
  /** None of the API, or not all of it: the command may have been carried out. */
  | { response?: Response; cause: unknown }
);

async function send(fetch: Fetch, request: Request, timeoutMs: number): Promise<Outcome> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(timeoutMs)]);
  try {
    // A redirect that was followed would make a POST a GET, and take the API key elsewhere.
    const response = await fetch(new Request(request.clone(), { signal, redirect: 'manual' }));
    // Read here, so that an answer that breaks off is a lost one too.
    const body = await response.text();
    const { status, statusText, headers } = response;
    const answer = new Response(body === '' ? null : body, { status, statusText, headers });
    const outcome = { response: answer, isPassing: isPassing(status, body) };
    if (isOfTheApi(answer, body)) return outcome;
    return { ...outcome, cause: new Error(`HTTP ${status}, which is no answer of the API; is baseUrl right?`) };
  } catch (cause) {
    return { cause, isPassing: true };
  }
}

/** Proxies and portals answer too: with pages, with nothing, with redirects. None of it says whether a command was carried out. */
function isOfTheApi({ ok }: Response, body: string): boolean {
  const answer = parsed(body);
  return typeof answer === 'object' && answer !== null && (ok || typeof codeOf(answer) === 'string');
}

/** 502 and 504 come from what stands between; the API itself says 503. A 500 is a defect, which would come again. */
function isPassing(status: number, body: string): boolean {
  if (status === 409) return codeOf(parsed(body)) === 'idempotency_key_locked';
  return status === 429 || status === 502 || status === 503 || status === 504;
}

const codeOf = (answer: unknown): unknown =>
  typeof answer === 'object' && answer !== null && 'code' in answer ? answer.code : undefined;

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const longestWaitMs = 60_000;

/** Seconds, or a date. */
function retryAfter({ headers }: Response): number {
  const text = headers.get('Retry-After');
  if (text === null) return 0;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? 0 : Math.min(ms, longestWaitMs);
}

/** Twice as long each time, at random, so that those who failed together do not come back together. */
const backOff = (attempt: number, random: () => number): number =>
  Math.min(10_000, 200 * 2 ** (attempt - 1)) * (0.5 + random() / 2);

const wait = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, ms);
    signal.addEventListener('abort', end, { once: true });
  });
