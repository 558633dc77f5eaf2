import { toInstant } from '../domain/calendar.ts';
import { commitWithRetries, type RetriedCommit } from '../dynamodb/commit-with-retries.ts';
import { isBudgetSpent, type ReadRequest, type RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import { CorruptItemError } from '../dynamodb/item.ts';
import { addRequestId, type ItemWrite } from '../dynamodb/item-write.ts';
import { type ReadResult, readWithRetries } from '../dynamodb/read-with-retries.ts';
import { backOff } from '../dynamodb/retry-budget.ts';
import { tornWatch } from '../dynamodb/torn-watch.ts';
import { createRefusedError, createUnavailableError, toDatabaseMessage } from './import-error.ts';
import type { ImportProblem } from './import-problem.ts';
import type { ImportOutcome, LinePlan, PreparedLine, StoredLine } from './line-plan.ts';
import { createLoadedItems, type LoadedItems } from './loaded-items.ts';

/** So long it tries before it says that the database does not answer, or that others are in the way. */
const lineTimeoutMs = 30_000;

export const createLineBudget = ({ now }: Dependencies): RetryBudget => ({
  deadline: now() + lineTimeoutMs,
  maxCalls: 1000,
  calls: 0,
});

/** @throws ImportStopped */
export async function readImportItems(request: ReadRequest, dependencies: Dependencies): Promise<ReadResult> {
  const snapshot = await readWithRetries(request, createLineBudget(dependencies), dependencies);
  if (snapshot.kind === 'whole') return snapshot;
  throw snapshot.kind === 'defect' ? createRefusedError(snapshot.cause) : createUnavailableError(snapshot.cause);
}

/** All of the writes or none, each on the version that was read. */
export function commitImportWrites(writes: ItemWrite[], dependencies: Dependencies): Promise<RetriedCommit> {
  const requestId = dependencies.newId();
  const transaction = {
    writes: writes.map(write => addRequestId(write, requestId)),
    clientRequestToken: dependencies.newId(),
  };
  return commitWithRetries(transaction, { keyed: false, requestId }, createLineBudget(dependencies), dependencies);
}

/** What a line changes, given what was read. An item that does not parse is a problem of the line that needs it. */
export function planLine(prepared: PreparedLine, loaded: LoadedItems, { now }: Dependencies, seen?: string): LinePlan {
  try {
    return prepared.plan(loaded, toInstant(now()), seen);
  } catch (error) {
    if (error instanceof CorruptItemError)
      return { problems: [{ field: '', reason: `meets bad data: ${error.message}` }] };
    throw error;
  }
}

/**
 * Carries one line in: reads, plans, commits on the versions that were read, and begins anew when another was faster. When the
 * fate of a commit is unknown, the next read shows it.
 *
 * @param earlierOutcome - what an earlier commit of it, whose fate is unknown, would have made of it
 * @throws ImportStopped
 */
export async function storeLine(
  prepared: PreparedLine,
  earlierOutcome: ImportOutcome | undefined,
  dependencies: Dependencies,
): Promise<StoredLine | ImportProblem[]> {
  const budget = createLineBudget(dependencies);
  let possibleOutcome = earlierOutcome;
  const watch = tornWatch();
  let seen: string | undefined;
  for (let round = 1; ; round++) {
    const loaded = createLoadedItems(prepared.reads, await readImportItems(prepared.reads, dependencies));
    const plan = planLine(prepared, loaded, dependencies, seen);
    if ('problems' in plan) return plan.problems;
    seen = watch('torn' in plan ? plan.torn : undefined);
    let refusal: RetriedCommit | undefined;
    if ('writes' in plan) {
      if (plan.writes.length === 0) return { ...plan, outcome: possibleOutcome ?? plan.outcome };
      refusal = await commitImportWrites(plan.writes, dependencies);
      if (refusal.kind === 'committed') return plan;
      if (refusal.kind === 'defect') return toUnstorableProblem(refusal.cause);
      if (refusal.outcomeUnknown) possibleOutcome = plan.outcome;
    }
    if (isBudgetSpent(budget, dependencies.now())) return toContentionProblem(refusal);
    await backOff(round, dependencies, budget);
  }
}

/** @throws ImportStopped unless it is this line that DynamoDB will not take */
function toUnstorableProblem(cause: unknown): ImportProblem[] {
  const isCausedByLine = Array.isArray(cause) || (cause instanceof Error && cause.name === 'ValidationException');
  if (isCausedByLine) return [{ field: '', reason: `cannot be stored: ${toDatabaseMessage(cause)}` }];
  throw createRefusedError(cause);
}

/** @throws ImportStopped unless it was others, at work on the same thing, that kept this line out */
function toContentionProblem(refusal: RetriedCommit | undefined): ImportProblem[] {
  if (refusal?.kind === 'over') throw createUnavailableError(refusal.cause);
  if (refusal?.kind === 'refused' && refusal.refusedBy === 'load') throw createUnavailableError('it is overloaded');
  return [{ field: '', reason: 'is being changed by others all the time; import it again' }];
}
