import { toInstant } from '../domain/calendar.ts';
import { commitWithRetries, type RetriedCommit } from '../dynamodb/commit-with-retries.ts';
import type { RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { CorruptItemError } from '../dynamodb/item.ts';
import { addRequestId, type ItemWrite } from '../dynamodb/item-write.ts';
import { addVersionStep } from '../dynamodb/items/version-step.ts';
import { retry } from '../dynamodb/retry.ts';
import { createRefusedError, createUnavailableError, toDatabaseMessage } from './import-error.ts';
import type { ImportProblem } from './import-problem.ts';
import type { ImportOutcome, LinePlan, PreparedLine, StoredLine } from './line-plan.ts';
import { ContendedAggregateError, type LoadedItems, loadLineItems } from './loaded-items.ts';

/** The time that a line is retried before the import reports that the database does not respond or that other requests conflict. */
const lineTimeoutMs = 30_000;

export const createLineBudget = ({ now }: Dependencies): RetryBudget => ({
  deadline: now() + lineTimeoutMs,
  maxCalls: 1000,
  calls: 0,
});

/** Commits all writes or none. Each is conditional on the version that was read. */
export function commitImportWrites(
  writes: ItemWrite[],
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<RetriedCommit> {
  const requestId = dependencies.newId();
  const transaction = {
    writes: writes.map(write => addVersionStep(addRequestId(write, requestId), { at: toInstant(dependencies.now()) })),
    clientRequestToken: dependencies.newId(),
  };
  return commitWithRetries(transaction, { hasIdempotencyKey: false, requestId }, budget, dependencies);
}

/** Plans the changes of a line from the items that were read. An item that does not parse is a problem of the line that reads it. */
export function planLine(prepared: PreparedLine, loaded: LoadedItems, { now }: Dependencies): LinePlan {
  try {
    return prepared.plan(loaded, toInstant(now()));
  } catch (error) {
    if (error instanceof CorruptItemError)
      return { problems: [{ field: '', reason: `refers to an item that cannot be read: ${error.message}` }] };
    if (error instanceof ContendedAggregateError) return { problems: [contentionProblem] };
    throw error;
  }
}

/**
 * Stores one line: reads, plans, and commits on the versions that were read. If another request was faster, it starts again. If the
 * outcome of a commit is unknown, the next read shows it.
 *
 * @param earlierOutcome - the outcome of an earlier commit of the line, if it is unknown whether that commit happened
 * @throws ImportError
 */
export async function storeLine(
  prepared: PreparedLine,
  earlierOutcome: ImportOutcome | undefined,
  dependencies: Dependencies,
): Promise<StoredLine | ImportProblem[]> {
  const budget = createLineBudget(dependencies);
  let possibleOutcome = earlierOutcome;
  const end = await retry<StoredLine | ImportProblem[]>(
    async () => {
      const plan = planLine(prepared, await loadLineItems([prepared], budget, dependencies), dependencies);
      if ('problems' in plan) return { kind: 'done', value: plan.problems };
      if (plan.writes.length === 0)
        return { kind: 'done', value: { ...plan, outcome: possibleOutcome ?? plan.outcome } };
      const commit = await commitImportWrites(plan.writes, budget, dependencies);
      if (commit.kind === 'committed') return { kind: 'done', value: plan };
      if (commit.kind === 'unavailable') return { ...commit, kind: 'exhausted' };
      if (commit.refusedBy === 'defect') throw createRefusedError(commit.cause);
      if (commit.outcomeUnknown) possibleOutcome = plan.outcome;
      else if (commit.refusedBy === 'unstorable') return { kind: 'done', value: [toUnstorableProblem(commit.cause)] };
      return { kind: 'retry', reason: 'contention' };
    },
    budget,
    dependencies,
  );
  if (end.kind === 'done') return end.value;
  if (end.reason !== 'contention') throw createUnavailableError(end.cause);
  return [contentionProblem];
}

const toUnstorableProblem = (cause: unknown): ImportProblem => ({
  field: '',
  reason: `cannot be stored: ${toDatabaseMessage(cause)}`,
});

const contentionProblem: ImportProblem = {
  field: '',
  reason: 'is being changed by other requests; import it again',
};
