const maxRetryAfterMs = 60_000;

/** The delay before the next attempt: exponential backoff, or longer if `Retry-After` asks for it. @param random - in [0, 1) */
export function computeRetryDelayMs(attempt: number, headers: Headers | undefined, random: () => number): number {
  // With jitter, so that clients that failed at the same time do not retry at the same time.
  const backoffMs = Math.min(10_000, 200 * 2 ** (attempt - 1)) * (0.5 + random() / 2);
  return Math.max(parseRetryAfterMs(headers?.get('Retry-After') ?? null), backoffMs);
}

/** Parses seconds or a date. */
function parseRetryAfterMs(text: string | null): number {
  if (text === null) return 0;
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - Date.now();
  return Number.isNaN(ms) ? 0 : Math.min(ms, maxRetryAfterMs);
}

/** Waits; rejects with the reason of the signal as soon as it is aborted. */
export const waitOrAbort = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, ms);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
  });
