import { type RetriedCommit, retryWrite } from '../../dynamodb/commit-with-retries.ts';
import type { UpdateWrite } from '../../dynamodb/item-write.ts';
import { createAttemptBudget, isPastDeadline, type JobRun } from './job-run.ts';

export type WriteResult =
  | { kind: 'done' }
  /** Another request changed the item, or is changing it. `outcomeUnknown`: it may have been this write, if its response was lost. */
  | { kind: 'overtaken'; outcomeUnknown: boolean }
  /** DynamoDB will never accept the items. */
  | { kind: 'unstorable'; cause: unknown }
  | { kind: 'failed'; cause: unknown }
  | { kind: 'pastDeadline' };

/**
 * Commits changes, all or none, with a few retries. Each write is conditional, so nothing is applied twice.
 *
 * @param requestId - the request ID on each item, if there is one; a retry recognises its own write by it
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
  if (commit.kind === 'unavailable') return isPastDeadline(run) ? { kind: 'pastDeadline' } : { kind: 'failed', cause };
  if (commit.refusedBy === 'unstorable') return { kind: 'unstorable', cause };
  return commit.refusedBy === 'defect' ? { kind: 'failed', cause } : { kind: 'overtaken', outcomeUnknown };
}
