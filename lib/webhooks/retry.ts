import type { Delivery } from './delivery.ts';

const hourMs = 3600 * 1000;

/** When an event is sent again that was not taken. */
export const retryRule = {
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
export function waitAfter({ attempts, firstAt }: Made, nowMs: number, random: number): number | 'dead' {
  const { firstWaitMs, longestWaitMs, windowMs } = retryRule;
  // A clock may have gone back since.
  const leftMs = windowMs - Math.max(0, nowMs - firstAt);
  if (leftMs <= 0) return 'dead';
  const full = Math.min(longestWaitMs, firstWaitMs * 2 ** (attempts - 1));
  return Math.min(leftMs, Math.ceil(full * (0.5 + random / 2)));
}

type Made = Pick<Delivery, 'attempts'> & { firstAt: number };
