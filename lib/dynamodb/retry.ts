import { isBudgetSpent, type RetryBudget } from './database.ts';
import type { Dependencies } from './dependencies.ts';
import { backOff, contentionBackoff, overloadBackoff } from './retry-budget.ts';

/** Reason for another attempt. It decides the delay before it, and whether it costs a token of the retry quota. */
export type RetryReason =
  /** The idempotency record exists now: the next attempt reads it without delay. */
  | 'recordExists'
  /** Another request changes the same items: a conflict, a failed condition or an inconsistent read. */
  | 'contention'
  /** Throttling, an error inside DynamoDB, a timeout or a lost connection. Costs a token. */
  | 'overload'
  /** Nothing was sent, for example because there are no credentials. */
  | 'notSent'
  /** Nothing was sent, because the budget forbids it. */
  | 'budgetSpent'
  /** DynamoDB refuses the clock of this process: no retry can help. */
  | 'clockSkew';

export type Attempt<T> =
  | { kind: 'done'; value: T }
  | { kind: 'retry'; reason: RetryReason; cause?: unknown }
  /** An inner loop has ended without success, so this one ends too. */
  | Exhausted;

/** End of a loop that did not succeed. */
export interface Exhausted {
  kind: 'exhausted';
  /** Reason of the last attempt that was sent. */
  reason?: RetryReason | undefined;
  cause: unknown;
}

/**
 * Maximum number of DynamoDB calls, retries included, in a round in which DynamoDB is overloaded. A round begins with the request,
 * and again after each contention and each complete read that another one follows, because then DynamoDB itself works.
 */
const maxCallsPerOverloadedRound = 6;

/** The one retry loop: repeats an attempt until it is done, the budget is spent or the retry quota is empty. */
export async function retry<T>(
  attempt: (attemptNumber: number) => Promise<Attempt<T>>,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<{ kind: 'done'; value: T } | Exhausted> {
  let last: Exhausted = { kind: 'exhausted', cause: undefined };
  for (let attemptNumber = 1; ; attemptNumber++) {
    const callsBefore = budget.calls;
    const outcome = await attempt(attemptNumber);
    if (outcome.kind === 'done') return outcome;
    last = mergeExhausted(last, outcome);
    if (outcome.kind === 'exhausted') return last;
    if (outcome.reason === 'contention' || outcome.reason === 'recordExists') budget.callsBeforeRound = budget.calls;
    const sentCalls = budget.calls - callsBefore;
    const isOverload = outcome.reason === 'overload' && sentCalls > 0;
    if (isOverload && !mayRetryAfterOverload(budget, sentCalls)) return last;
    // A record can be read at once. In all other cases, other requests or DynamoDB need time.
    if (outcome.reason !== 'recordExists')
      await backOff(attemptNumber, dependencies, budget, isOverload ? overloadBackoff : contentionBackoff);
    if (isBudgetSpent(budget, dependencies.now())) return last;
  }
}

/** Keeps the last real error as the cause, because "budget spent" is less useful. */
function mergeExhausted(
  last: Exhausted,
  { reason, cause }: { reason?: RetryReason | undefined; cause?: unknown },
): Exhausted {
  if (reason === 'budgetSpent') return { ...last, cause: last.cause ?? cause };
  return { kind: 'exhausted', reason: reason ?? last.reason, cause: cause ?? last.cause };
}

/** Budgets of jobs and imports have no quota, only their own limits: see docs/guarantees.md. */
function mayRetryAfterOverload(budget: RetryBudget, callsOfRetry: number): boolean {
  const { quota, calls, callsBeforeRound = 0 } = budget;
  if (!quota) return true;
  return calls - callsBeforeRound + callsOfRetry <= maxCallsPerOverloadedRound && quota.tryTake();
}
