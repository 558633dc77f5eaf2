import { isBudgetSpent, type RetryBudget } from './database.ts';
import type { Dependencies } from './dependencies.ts';
import type { RetryQuota } from './retry-quota.ts';

/** Time after the arrival of a request in which calls may be sent. It is shorter than the function's timeout, see `infra/`. */
export const attemptDeadlineMs = 8000;
/** Ends the retries when the clock does not, because it was set back. */
const maxCalls = 200;

/** Budget of one request. @param quota - that of the execution environment */
export const createRetryBudget = (deadline: number, quota?: RetryQuota): RetryBudget => ({
  deadline,
  maxCalls,
  calls: 0,
  ...(quota && { quota }),
});

/** Limits of the delay before the second attempt and before all later ones. The limit doubles with each attempt. */
export interface BackoffRange {
  baseMs: number;
  maxMs: number;
}

/** Delays while other requests change the same items, which takes moments. */
export const contentionBackoff: BackoffRange = { baseMs: 20, maxMs: 400 };
/** Delays while DynamoDB is overloaded or fails, to reduce the traffic. */
export const overloadBackoff: BackoffRange = { baseMs: 100, maxMs: 2000 };

/** Waits for a random time before the next attempt, so that requests that collided do not collide again. */
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
