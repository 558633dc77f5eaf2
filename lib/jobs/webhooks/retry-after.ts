const secondMs = 1000;
/** Larger values are treated as this one, so that the sum of times stays exact. */
const maxSeconds = 365 * 24 * 3600;

/**
 * Parses the header `Retry-After`: seconds, or an HTTP date.
 *
 * @returns the wait in milliseconds, or undefined if the header is absent or malformed
 */
export function parseRetryAfter(header: string | undefined, nowMs: number): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text), maxSeconds) * secondMs;
  // An HTTP date begins with the day of the week and ends with GMT.
  if (!/^[A-Z][a-z]{2,8},? .* GMT$/.test(text)) return undefined;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : Math.min(Math.max(0, atMs - nowMs), maxSeconds * secondMs);
}
