import { isBudgetSpent, type RetryBudget } from './database.ts';
import type { Dependencies } from './dependencies.ts';
import type { RetryQuota } from './retry-quota.ts';

/** Time from the arrival of a request in which calls may be sent. Ends before the function's timeout: see `infra/`. */
export const attemptDeadlineMs = 8000;
/** Bounds the loop where the clock does not, because it was set back. */
const maxCalls = 200;

/** Budget of one request. @param quota - that of the execution environment */
export const createRetryBudget = (deadline: number, quota?: RetryQuota): RetryBudget => ({
  deadline,
  maxCalls,
  calls: 0,
  ...(quota && { quota }),
});

/** Delay before the second attempt, and the longest delay: each one may be twice as long as the one before. */
export interface BackoffRange {
  baseMs: number;
  maxMs: number;
}

/** Others change the same items: they need moments. */
export const contentionBackoff: BackoffRange = { baseMs: 20, maxMs: 400 };
/** DynamoDB has too much to do, or is out of order: it needs less traffic. */
export const overloadBackoff: BackoffRange = { baseMs: 100, maxMs: 2000 };

/** Waits before the next attempt, for a random time, so that requests that collided do not collide again. */
export async function backOff(
  attempt: number,
  { now, random, sleep }: Dependencies,
  budget: RetryBudget,
  { baseMs, maxMs }: BackoffRange = contentionBackoff,
): Promise<void> {
  if (isBudgetSpent(budget, now())) return;
  const maxDelayMs = Math.min(maxMs, baseMs * 2 ** (attempt - 1));
  await sleep(Math.min(budget.deadline - now(), maxDelayMs * random()));
}
