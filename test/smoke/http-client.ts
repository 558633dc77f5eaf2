import { setTimeout as sleep } from 'node:timers/promises';

export interface SmokeRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
  /** Sending it again cannot carry it out twice. */
  repeatable: boolean;
}

export interface SmokeHttpResponse {
  status: number;
  headers: Headers;
  bytes: Buffer;
  /** Undefined if the body is not JSON. */
  json: unknown;
  /** More than 1 if the earlier responses asked to retry later. */
  attempts: number;
}

/** The network returned no response. */
export class ConnectionError extends Error {
  override name = 'ConnectionError';
}

export interface TimeLimits {
  /** The limit of one call. */
  timeoutMs: number;
  /** The end of all calls together, in epoch milliseconds. */
  endsAtMs: number;
}

const maxAttempts = 4;
/** The firewall asks for 30 seconds. A response that asks for more than this is not retried. */
const maxRetryAfterSeconds = 35;

/** Sends one call and retries it a few times if the response asks for that, as the contract allows. @throws ConnectionError */
export async function sendSmokeRequest(request: SmokeRequest, limits: TimeLimits): Promise<SmokeHttpResponse> {
  for (let attempts = 1; ; attempts++) {
    const response = { ...(await sendOnce(request, limits)), attempts };
    const waitSeconds = attempts < maxAttempts ? readRetryDelay(request, response) : undefined;
    if (waitSeconds === undefined) return response;
    await sleep(Math.min(waitSeconds * 1000 + Math.random() * 250, remainingMs(limits)));
  }
}

function remainingMs({ endsAtMs }: TimeLimits): number {
  const remaining = endsAtMs - Date.now();
  if (remaining <= 0) throw new ConnectionError('the time limit of all checks together is over');
  return remaining;
}

async function sendOnce({ method, url, headers, body }: SmokeRequest, limits: TimeLimits) {
  const timeoutMs = Math.min(limits.timeoutMs, remainingMs(limits));
  // AbortSignal.timeout does not work here: Node 20 garbage-collects a signal that only AbortSignal.any holds, and the call never ends.
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    // Following a redirect would turn a command into a read.
    const init: RequestInit = { method, headers, redirect: 'manual', signal: controller.signal };
    const response = await fetch(url, body === undefined ? init : { ...init, body });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes, json: parseJsonBody(bytes) };
  } catch (error) {
    const reason = controller.signal.aborted
      ? `no response within ${timeoutMs / 1000} seconds`
      : toConnectionProblem(error);
    throw new ConnectionError(reason, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Seconds to wait, if the response asks for a retry that can do no harm. */
function readRetryDelay(
  { repeatable }: SmokeRequest,
  { status, headers, json }: Omit<SmokeHttpResponse, 'attempts'>,
): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const isOutcomeUnknown = status === 503 && (json as { code?: unknown } | undefined)?.code !== 'SERVICE_UNAVAILABLE';
  if (!(seconds >= 0 && seconds <= maxRetryAfterSeconds) || (isOutcomeUnknown && !repeatable)) return undefined;
  return [409, 429, 503].includes(status) ? seconds : undefined;
}

function parseJsonBody(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function toConnectionProblem(error: unknown): string {
  const { message, cause } = error as Error;
  const { code, message: causeMessage } = (cause ?? {}) as NodeJS.ErrnoException;
  return code ?? causeMessage ?? message;
}
