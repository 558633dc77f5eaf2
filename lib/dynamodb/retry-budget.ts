import type { RetryBudget } from './database.ts';
import type { Dependencies } from './dependencies.ts';

/** How long a request may try, from its arrival. Ends before the function does: see `infra/`. */
export const attemptDeadlineMs = 8000;
/** Bounds the loop where the clock does not, because it was set back. */
const maxCalls = 200;

export const createRetryBudget = (deadline: number): RetryBudget => ({ deadline, maxCalls, calls: 0 });

const baseBackoffMs = 20;
const maxBackoffMs = 400;

/** Waits before another try: up to twice as long each time, at random so that those who collided do not collide again. */
export async function backOff(
  attempt: number,
  { now, random, sleep }: Dependencies,
  budget: RetryBudget,
): Promise<void> {
  const maxDelayMs = Math.min(maxBackoffMs, baseBackoffMs * 2 ** (attempt - 1));
  const remainingMs = Math.max(0, budget.deadline - now());
  await sleep(Math.min(remainingMs, maxDelayMs * random()));
}
