import { NoAnswer } from './no-answer.ts';
import { computeRetryDelayMs, waitOrAbort } from './retry-delay.ts';
import { type FetchFunction, sendAttempt } from './send-attempt.ts';

export interface RetryPolicy {
  maxAttempts: number;
  attemptTimeoutMs: number;
  /** Waits between attempts; rejects with the reason of the signal if the call is aborted. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Returns a number in [0, 1). */
  random?: () => number;
}

/** @param requiredFields - the fields that the body of a success must have; none by default */
type RetryingFetch = (request: Request, requiredFields?: readonly string[]) => Promise<Response>;

/**
 * Creates a `fetch` that gives every command an idempotency key and retries it with that key until a response is final. The response
 * to a command has the key as its header `X-Idempotency-Key`.
 *
 * It rejects with {@link NoAnswer}, and with the reason of the signal if a read is aborted.
 */
export function createRetryingFetch(
  fetch: FetchFunction,
  { maxAttempts, attemptTimeoutMs, sleep = waitOrAbort, random = Math.random }: RetryPolicy,
): RetryingFetch {
  return async (request, requiredFields = []) => {
    const idempotencyKey = ensureIdempotencyKey(request);
    const toAbortError = (attempts: number, reason: unknown) =>
      idempotencyKey === undefined ? reason : new NoAnswer(idempotencyKey, attempts, reason);
    if (request.signal.aborted) throw toAbortError(0, request.signal.reason);
    for (let attempt = 1; ; attempt++) {
      const outcome = await sendAttempt(fetch, request, { timeoutMs: attemptTimeoutMs, requiredFields });
      const isLast = !outcome.isTransient || attempt >= maxAttempts;
      if (isLast && !('cause' in outcome)) return labelResponse(outcome.response, idempotencyKey);
      if (request.signal.aborted) throw toAbortError(attempt, request.signal.reason);
      if (isLast) throw new NoAnswer(idempotencyKey, attempt, outcome.cause);
      await sleep(computeRetryDelayMs(attempt, outcome.response?.headers, random), request.signal).catch(reason => {
        throw toAbortError(attempt, reason);
      });
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

/** Adds the idempotency key to a response, so that the caller of a command that ended with an error can repeat it. */
function labelResponse(response: Response, idempotencyKey: string | undefined): Response {
  if (idempotencyKey !== undefined) response.headers.set('X-Idempotency-Key', idempotencyKey);
  return response;
}
