/**
 * Returns true if a time that was stored has not come yet. A time that is further away than any that is ever stored comes from a clock that
 * was ahead, and counts as past: nothing waits for it.
 *
 * @param maxMs - the longest time ahead that is ever stored
 */
export const isAhead = (untilMs: number | undefined, nowMs: number, maxMs: number): boolean =>
  untilMs !== undefined && untilMs > nowMs && untilMs <= nowMs + maxMs;
