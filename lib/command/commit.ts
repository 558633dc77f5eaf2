import { type Budget, isSpent, type RefusalReason } from '../store/database.ts';
import type { Transaction } from '../store/write.ts';
import { pause } from './budget.ts';
import type { Ports } from './ports.ts';

/** How a transaction ended. `doubt`: a send of it may have been applied, or may yet be. */
export type Committed =
  | { kind: 'committed' }
  | { kind: 'refused'; by: 'key' | 'condition' | 'conflict' | 'load'; doubt: boolean }
  | { kind: 'defect' | 'over'; doubt: boolean; cause: unknown };

/**
 * Sends a transaction until DynamoDB says what became of it. While that is unknown the identical transaction goes out again
 * under the same token.
 *
 * @param keyed - its first write keeps the answer under an idempotency key. Then a refusal after an unknown send leads to a new
 *   round, whose read shows who was first. Without a key nothing would: only the items themselves tell.
 */
export async function commit(
  transaction: Transaction,
  { keyed, requestId }: { keyed: boolean; requestId: string },
  budget: Budget,
  ports: Ports,
): Promise<Committed> {
  let doubt = false;
  let cause: unknown;
  for (let attempt = 1; ; attempt++) {
    const outcome = await ports.database.commit(transaction, budget);
    if (outcome.kind === 'committed') return outcome;
    if (outcome.kind === 'refused') {
      // What is there was written by this very request, whatever was heard of that. Under a key its record is read next.
      const isOwn = outcome.reasons.some(({ writtenBy }) => writtenBy === requestId);
      if (!keyed && isOwn) return { kind: 'committed' };
      doubt ||= isOwn;
      const by = refusedBy(outcome.reasons, keyed);
      if (keyed || !doubt) {
        return by === 'defect' ? { kind: by, doubt, cause: outcome.reasons } : { kind: 'refused', by, doubt };
      }
      if (by === 'condition' || by === 'defect') return { kind: 'over', doubt, cause: outcome.reasons };
    } else {
      // That the time is over says less than what it was lost on.
      if (outcome.kind !== 'late' || cause === undefined) cause = outcome.cause;
      if (outcome.kind === 'defect') return { kind: 'defect', doubt, cause };
      if (outcome.kind === 'unknown') doubt = true;
    }
    if (isSpent(budget, ports.now())) return { kind: 'over', doubt, cause };
    await pause(attempt, ports, budget);
  }
}

/** The key's own condition counts first: when it failed, the answer is there to be read, whatever else failed too. */
function refusedBy(reasons: RefusalReason[], keyed: boolean): 'key' | 'condition' | 'conflict' | 'load' | 'defect' {
  const failed = (code: string) => reasons.some(reason => reason.code === code);
  if (keyed && reasons[0]?.code === 'ConditionalCheckFailed') return 'key';
  if (failed('ConditionalCheckFailed') || failed('DuplicateItem')) return 'condition';
  if (failed('ValidationError') || failed('ItemCollectionSizeLimitExceeded') || failed('AccessDenied')) return 'defect';
  return failed('TransactionConflict') ? 'conflict' : 'load';
}
