import { isBudgetSpent, type RefusalReason, type RetryBudget } from './database.ts';
import type { Dependencies } from './dependencies.ts';
import type { WriteTransaction } from './item-write.ts';
import { backOff } from './retry-budget.ts';

/** How a transaction ended. `doubt`: a send of it may have been applied, or may yet be. */
export type RetriedCommit =
  | { kind: 'committed' }
  | { kind: 'refused'; refusedBy: 'key' | 'condition' | 'conflict' | 'load'; outcomeUnknown: boolean }
  | { kind: 'defect' | 'over'; outcomeUnknown: boolean; cause: unknown };

/**
 * Sends a transaction until DynamoDB says what became of it. While that is unknown the identical transaction goes out again
 * under the same token.
 *
 * @param keyed - its first write keeps the answer under an idempotency key. Then a refusal after an unknown send leads to a new
 *   round, whose read shows who was first. Without a key nothing would: only the items themselves tell.
 */
export async function commitWithRetries(
  transaction: WriteTransaction,
  { keyed: hasIdempotencyKey, requestId }: { keyed: boolean; requestId: string },
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<RetriedCommit> {
  let outcomeUnknown = false;
  let cause: unknown;
  for (let attempt = 1; ; attempt++) {
    const outcome = await dependencies.database.commit(transaction, budget);
    if (outcome.kind === 'committed') return outcome;
    if (outcome.kind === 'refused') {
      // What is there was written by this very request, whatever was heard of that. Under a key its record is read next.
      const writtenByThisRequest = outcome.reasons.some(({ writtenBy }) => writtenBy === requestId);
      if (!hasIdempotencyKey && writtenByThisRequest) return { kind: 'committed' };
      outcomeUnknown ||= writtenByThisRequest;
      const refusedBy = classifyReasons(outcome.reasons, hasIdempotencyKey);
      if (hasIdempotencyKey || !outcomeUnknown) {
        return refusedBy === 'defect'
          ? { kind: refusedBy, outcomeUnknown, cause: outcome.reasons }
          : { kind: 'refused', refusedBy, outcomeUnknown };
      }
      if (refusedBy === 'condition' || refusedBy === 'defect')
        return { kind: 'over', outcomeUnknown, cause: outcome.reasons };
    } else {
      // That the time is over says less than what it was lost on.
      if (outcome.kind !== 'late' || cause === undefined) cause = outcome.cause;
      if (outcome.kind === 'defect') return { kind: 'defect', outcomeUnknown, cause };
      if (outcome.kind === 'unknown') outcomeUnknown = true;
    }
    if (isBudgetSpent(budget, dependencies.now())) return { kind: 'over', outcomeUnknown, cause };
    await backOff(attempt, dependencies, budget);
  }
}

/** The key's own condition counts first: when it failed, the answer is there to be read, whatever else failed too. */
function classifyReasons(
  reasons: RefusalReason[],
  hasIdempotencyKey: boolean,
): 'key' | 'condition' | 'conflict' | 'load' | 'defect' {
  const hasReason = (code: string) => reasons.some(reason => reason.code === code);
  if (hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed') return 'key';
  if (hasReason('ConditionalCheckFailed') || hasReason('DuplicateItem')) return 'condition';
  if (hasReason('ValidationError') || hasReason('ItemCollectionSizeLimitExceeded') || hasReason('AccessDenied'))
    return 'defect';
  return hasReason('TransactionConflict') ? 'conflict' : 'load';
}
