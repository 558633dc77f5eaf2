import type { WebhookDelivery } from './delivery.ts';

const hourMs = 3600 * 1000;

/** When an event is sent again that was not taken. */
export const retrySchedule = {
  /** After the first attempt; it doubles with each further one. */
  firstWaitMs: 5000,
  longestWaitMs: 3 * hourMs,
  /** From the first attempt on. The last attempt is made when it is over. */
  windowMs: 24 * hourMs,
} as const;

/**
 * How long to wait after an attempt that failed. Half of a wait is drawn, so that what failed together does not come back together.
 *
 * @param attempts - that were made, at least 1
 * @param random - in [0, 1)
 * @returns milliseconds
 */
export function computeRetryDelay(
  { attempts, firstAt }: AttemptedDelivery,
  nowMs: number,
  random: number,
): number | 'dead' {
  const { firstWaitMs, longestWaitMs, windowMs } = retrySchedule;
  // A clock may have gone back since.
  const remainingMs = windowMs - Math.max(0, nowMs - firstAt);
  if (remainingMs <= 0) return 'dead';
  const delayMs = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempts - 1));
  return Math.min(remainingMs, Math.ceil(delayMs * (0.5 + random / 2)));
}

type AttemptedDelivery = Pick<WebhookDelivery, 'attempts'> & { firstAt: number };
