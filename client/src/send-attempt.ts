import { assessResponse } from './assess-response.ts';

export type FetchFunction = (request: Request) => Promise<Response>;

/** `isTransient`: another attempt with the same idempotency key can have a better outcome. */
export type AttemptOutcome = { isTransient: boolean } & (
  | { response: Response; cause?: never }
  /** There is no complete response of the API: the command may have been carried out. */
  | { response?: Response; cause: unknown }
);

interface AttemptOptions {
  timeoutMs: number;
  /** The fields that the body of a success must have. */
  requiredFields: readonly string[];
}

/** Sends a request once. */
export async function sendAttempt(
  fetch: FetchFunction,
  request: Request,
  { timeoutMs, requiredFields }: AttemptOptions,
): Promise<AttemptOutcome> {
  const controller = new AbortController();
  const abort = () => controller.abort(request.signal.reason);
  const timer = setTimeout(
    () => controller.abort(new DOMException('The attempt timed out.', 'TimeoutError')),
    timeoutMs,
  );
  request.signal.addEventListener('abort', abort);
  if (request.signal.aborted) abort();
  try {
    const { signal } = controller;
    return await Promise.race([receiveResponse(fetch, request, signal, requiredFields), rejectOnAbort(signal)]);
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

async function receiveResponse(
  fetch: FetchFunction,
  request: Request,
  signal: AbortSignal,
  requiredFields: readonly string[],
): Promise<AttemptOutcome> {
  // Following a redirect would turn a POST into a GET, and send the API key to another server.
  const response = await fetch(new Request(request.clone(), { signal, redirect: 'manual' }));
  // Read here, so that a truncated response counts as a lost one.
  const body = await response.text();
  const { status, statusText, headers } = response;
  const bufferedResponse = new Response(body === '' ? null : body, { status, statusText, headers });
  const { isTransient, defect } = assessResponse(bufferedResponse, body, requiredFields);
  if (defect === undefined) return { response: bufferedResponse, isTransient };
  return { response: bufferedResponse, isTransient, cause: new Error(`HTTP ${status}, but ${defect}.`) };
}
