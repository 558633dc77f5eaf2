import { setTimeout as sleep } from 'node:timers/promises';

export interface HttpRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | undefined;
  /** Whether a request that may have been carried out already is the same one when it is sent again. */
  repeatable: boolean;
}

export interface HttpAnswer {
  status: number;
  headers: Headers;
  bytes: Buffer;
  /** Undefined for what is no JSON. */
  json: unknown;
  /** More than one: the first ones were told to come back later. */
  attempts: number;
}

/** The network gave no answer. */
export class HttpNoResponse extends Error {
  override name = 'NoAnswer';
}

/** How long calls may take. */
export interface TimeLimits {
  /** One call. */
  timeoutMs: number;
  /** All together: epoch milliseconds. */
  endsAtMs: number;
}

const maxAttempts = 4;
/** The firewall's own is 30; who asks for more is not waited for. */
const maxPatienceSeconds = 35;

/** One call. Being told to come back later is part of the contract, so it is done a few times. @throws NoAnswer */
export async function sendHttpRequest(request: HttpRequest, limits: TimeLimits): Promise<HttpAnswer> {
  for (let attempts = 1; ; attempts++) {
    const answer = { ...(await send(request, limits)), attempts };
    const waitSeconds = attempts < maxAttempts ? retryAfter(request, answer) : undefined;
    if (waitSeconds === undefined) return answer;
    await sleep(Math.min(waitSeconds * 1000 + Math.random() * 250, leftMs(limits)));
  }
}

/** Of the time for all calls. */
function leftMs({ endsAtMs }: TimeLimits): number {
  const left = endsAtMs - Date.now();
  if (left <= 0) throw new HttpNoResponse('the time for all checks together is over');
  return left;
}

async function send({ method, url, headers, body }: HttpRequest, limits: TimeLimits) {
  const timeoutMs = Math.min(limits.timeoutMs, leftMs(limits));
  // Not by AbortSignal.timeout: Node 20 collects one that nobody but AbortSignal.any holds, and then it never ends the call.
  const controller = new AbortController();
  const timer = setTimeout(() => controller.abort(), timeoutMs);
  try {
    // Following a redirect would make a read of a command.
    const init: RequestInit = { method, headers, redirect: 'manual', signal: controller.signal };
    const response = await fetch(url, body === undefined ? init : { ...init, body });
    const bytes = Buffer.from(await response.arrayBuffer());
    return { status: response.status, headers: response.headers, bytes, json: jsonOf(bytes) };
  } catch (error) {
    const reason = controller.signal.aborted ? `no answer within ${timeoutMs / 1000} seconds` : reasonOf(error);
    throw new HttpNoResponse(reason, { cause: error });
  } finally {
    clearTimeout(timer);
  }
}

/** Seconds, if this answer asks for a repeat that can do no harm. */
function retryAfter({ repeatable }: HttpRequest, { status, headers, json }: Omit<HttpAnswer, 'attempts'>) {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  const mayBeDone = status === 503 && (json as { code?: unknown } | undefined)?.code !== 'SERVICE_UNAVAILABLE';
  if (!(seconds >= 0 && seconds <= maxPatienceSeconds) || (mayBeDone && !repeatable)) return undefined;
  return [409, 429, 503].includes(status) ? seconds : undefined;
}

function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  const { code, message: why } = (cause ?? {}) as NodeJS.ErrnoException;
  return code ?? why ?? message;
}
