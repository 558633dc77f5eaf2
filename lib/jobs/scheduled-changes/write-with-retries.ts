import { type CommitOutcome, isBudgetSpent, type RefusalReason } from '../../dynamodb/database.ts';
import type { UpdateWrite } from '../../dynamodb/item-write.ts';
import { backOff } from '../../dynamodb/retry-budget.ts';
import { createAttemptBudget, isPastDeadline, type JobRun } from './job-run.ts';

export type WriteResult =
  | { kind: 'done' }
  /** Somebody else changed the item, or is about to. `inDoubt`: it may have been this write, whose answer was lost. */
  | { kind: 'overtaken'; outcomeUnknown: boolean }
  /** DynamoDB will never take it. */
  | { kind: 'unfit'; cause: unknown }
  | { kind: 'failed'; cause: unknown }
  | { kind: 'late' };

/** Sends changes, all or none, and repeats what may be repeated a few times. Each is conditional, so none is done twice. */
export async function writeWithRetries(writes: UpdateWrite[], run: JobRun): Promise<WriteResult> {
  const { dependencies, requestId } = run;
  const budget = createAttemptBudget(run);
  const clientRequestToken = dependencies.newId();
  const [firstWrite] = writes;
  const attemptWrite = (): Promise<CommitOutcome> =>
    firstWrite && writes.length === 1
      ? dependencies.database.update(firstWrite, budget)
      : dependencies.database.commit({ writes, clientRequestToken }, budget);
  let outcomeUnknown = false;
  let cause: unknown;
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptWrite();
    if (outcome.kind === 'committed') return { kind: 'done' };
    if (outcome.kind === 'refused') {
      if (outcomeUnknown && outcome.reasons.some(({ writtenBy }) => writtenBy === requestId)) return { kind: 'done' };
      const refusal = classifyWriteRefusal(outcome.reasons);
      if (refusal === 'condition' || (refusal === 'conflict' && !outcomeUnknown))
        return { kind: 'overtaken', outcomeUnknown: outcomeUnknown };
      cause = outcome.reasons;
      if (refusal === 'unfit') return { kind: 'unfit', cause };
      if (refusal === 'defect') return { kind: 'failed', cause };
    } else {
      if (outcome.kind !== 'late' || cause === undefined) cause = outcome.cause;
      if (outcome.kind === 'defect') return { kind: isUnstorable(cause) ? 'unfit' : 'failed', cause };
      if (outcome.kind === 'unknown') outcomeUnknown = true;
    }
    if (isBudgetSpent(budget, dependencies.now()))
      return isPastDeadline(run) ? { kind: 'late' } : { kind: 'failed', cause };
    await backOff(attempt, dependencies, budget);
  }
}

/** What is wrong with the item. That we may not write, or there is no table, is wrong with all of them. */
const isUnstorable = (cause: unknown): boolean => cause instanceof Error && cause.name === 'ValidationException';

function classifyWriteRefusal(reasons: RefusalReason[]): 'condition' | 'conflict' | 'unfit' | 'defect' | 'load' {
  const hasCode = (code: string) => reasons.some(reason => reason.code === code);
  if (hasCode('ConditionalCheckFailed')) return 'condition';
  if (hasCode('ValidationError') || hasCode('ItemCollectionSizeLimitExceeded')) return 'unfit';
  if (hasCode('AccessDenied')) return 'defect';
  return hasCode('TransactionConflict') ? 'conflict' : 'load';
}
