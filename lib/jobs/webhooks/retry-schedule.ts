import { hourMs } from '../../domain/calendar.ts';

/** The schedule of retries of an event that was not accepted. */
export const retrySchedule = {
  /** The delay after the first attempt. It doubles with each further attempt. */
  initialDelayMs: 5000,
  maxDelayMs: 3 * hourMs,
  /** The time from the first message to the last attempt. */
  retryWindowMs: 24 * hourMs,
} as const;

/** The progress of a delivery after an attempt. */
interface RetryProgress {
  /** The number of attempts so far, at least 1. */
  attempts: number;
  /** The time of the first message in epoch milliseconds. */
  firstAt: number;
  /** The shortest wait that the receiver demands. */
  minDelayMs: number;
}

/**
 * Computes the delay after a failed attempt. Half of it is random jitter, so that deliveries that failed together are not retried
 * together. A wait that the receiver demands may last beyond the retry window: the last attempt is made after it.
 *
 * @param random - in [0, 1)
 * @returns milliseconds, or `dead` when the retry window is over
 */
export function computeRetryDelay(
  { attempts, firstAt, minDelayMs }: RetryProgress,
  nowMs: number,
  random: number,
): number | 'dead' {
  const { initialDelayMs, maxDelayMs, retryWindowMs } = retrySchedule;
  // The clock may have been set back since the first message.
  const remainingMs = retryWindowMs - Math.max(0, nowMs - firstAt);
  if (remainingMs <= 0) return 'dead';
  const delayMs = Math.min(maxDelayMs, initialDelayMs * 2 ** (attempts - 1));
  const jitteredMs = Math.min(remainingMs, Math.ceil(delayMs * (0.5 + random / 2)));
  return Math.max(jitteredMs, minDelayMs);
}
