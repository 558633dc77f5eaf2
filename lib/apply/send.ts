import { pause } from '../command/budget.ts';
import { type CommitOutcome, isSpent, type RefusalReason } from '../store/database.ts';
import type { Update } from '../store/write.ts';
import { isOver, type Run, someTries } from './run.ts';

export type Sent =
  | { kind: 'done' }
  /** Somebody else changed the item, or is about to. `inDoubt`: it may have been this write, whose answer was lost. */
  | { kind: 'overtaken'; inDoubt: boolean }
  /** DynamoDB will never take it. */
  | { kind: 'unfit'; cause: unknown }
  | { kind: 'failed'; cause: unknown }
  | { kind: 'late' };

/** Sends changes, all or none, and repeats what may be repeated a few times. Each is conditional, so none is done twice. */
export async function send(writes: Update[], run: Run): Promise<Sent> {
  const { ports, requestId } = run;
  const budget = someTries(run);
  const token = ports.newId();
  const [only] = writes;
  const tryOnce = (): Promise<CommitOutcome> =>
    only && writes.length === 1
      ? ports.database.update(only, budget)
      : ports.database.commit({ writes, token }, budget);
  let doubt = false;
  let cause: unknown;
  for (let attempt = 1; ; attempt++) {
    const outcome = await tryOnce();
    if (outcome.kind === 'committed') return { kind: 'done' };
    if (outcome.kind === 'refused') {
      if (doubt && outcome.reasons.some(({ writtenBy }) => writtenBy === requestId)) return { kind: 'done' };
      const refusal = refusalOf(outcome.reasons);
      if (refusal === 'condition' || (refusal === 'conflict' && !doubt)) return { kind: 'overtaken', inDoubt: doubt };
      cause = outcome.reasons;
      if (refusal === 'unfit') return { kind: 'unfit', cause };
      if (refusal === 'defect') return { kind: 'failed', cause };
    } else {
      if (outcome.kind !== 'late' || cause === undefined) cause = outcome.cause;
      if (outcome.kind === 'defect') return { kind: isUnfit(cause) ? 'unfit' : 'failed', cause };
      if (outcome.kind === 'unknown') doubt = true;
    }
    if (isSpent(budget, ports.now())) return isOver(run) ? { kind: 'late' } : { kind: 'failed', cause };
    await pause(attempt, ports, budget);
  }
}

/** What is wrong with the item. That we may not write, or there is no table, is wrong with all of them. */
const isUnfit = (cause: unknown): boolean => cause instanceof Error && cause.name === 'ValidationException';

function refusalOf(reasons: RefusalReason[]): 'condition' | 'conflict' | 'unfit' | 'defect' | 'load' {
  const has = (code: string) => reasons.some(reason => reason.code === code);
  if (has('ConditionalCheckFailed')) return 'condition';
  if (has('ValidationError') || has('ItemCollectionSizeLimitExceeded')) return 'unfit';
  if (has('AccessDenied')) return 'defect';
  return has('TransactionConflict') ? 'conflict' : 'load';
}
