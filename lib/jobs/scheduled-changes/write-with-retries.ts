import { type RetriedCommit, retryWrite } from '../../dynamodb/commit-with-retries.ts';
import type { UpdateWrite } from '../../dynamodb/item-write.ts';
import { createAttemptBudget, isPastDeadline, type JobRun } from './job-run.ts';

export type WriteResult =
  | { kind: 'done' }
  /** Somebody else changed the item, or is about to. `inDoubt`: it may have been this write, whose answer was lost. */
  | { kind: 'overtaken'; outcomeUnknown: boolean }
  /** DynamoDB will never take it. */
  | { kind: 'unfit'; cause: unknown }
  | { kind: 'failed'; cause: unknown }
  | { kind: 'late' };

/**
 * Sends changes, all or none, and repeats what may be repeated a few times. Each is conditional, so none is done twice.
 *
 * @param requestId - written to each of the items, if it is: an own write is recognised by it
 */
export async function writeWithRetries(writes: UpdateWrite[], run: JobRun, requestId?: string): Promise<WriteResult> {
  const { database, newId } = run.dependencies;
  const budget = createAttemptBudget(run);
  const clientRequestToken = newId();
  const [firstWrite] = writes;
  const send = () =>
    firstWrite && writes.length === 1
      ? database.update(firstWrite, budget)
      : database.commit({ writes, clientRequestToken }, budget);
  return toWriteResult(await retryWrite(send, { hasIdempotencyKey: false, requestId }, budget, run.dependencies), run);
}

function toWriteResult(commit: RetriedCommit, run: JobRun): WriteResult {
  if (commit.kind === 'committed') return { kind: 'done' };
  const { cause, outcomeUnknown } = commit;
  if (commit.kind === 'unavailable') return isPastDeadline(run) ? { kind: 'late' } : { kind: 'failed', cause };
  if (commit.refusedBy === 'unstorable') return { kind: 'unfit', cause };
  return commit.refusedBy === 'defect' ? { kind: 'failed', cause } : { kind: 'overtaken', outcomeUnknown };
}
