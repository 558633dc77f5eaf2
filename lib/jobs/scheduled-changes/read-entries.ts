import type { ReadRequest } from '../../dynamodb/database.ts';
import { type ReadFailure, type ReadResult, readWithRetries } from '../../dynamodb/read-with-retries.ts';
import type { DueIndexEntry } from './due-index-entry.ts';
import { recordFailures } from './execute-plan.ts';
import { createAttemptBudget, isPastDeadline, type JobRun } from './job-run.ts';

/** Reads the items of some entries. If they cannot be read, the entries count as failed, unless the time of the run is over. */
export async function readForEntries(
  entries: DueIndexEntry[],
  request: ReadRequest,
  run: JobRun,
): Promise<ReadResult | undefined> {
  const snapshot = await readWithRetries(request, createAttemptBudget(run), run.dependencies);
  if (snapshot.kind === 'complete') return snapshot;
  recordReadFailure(entries, snapshot, run);
  return undefined;
}

export function recordReadFailure(entries: DueIndexEntry[], { cause }: ReadFailure, run: JobRun): void {
  if (!isPastDeadline(run)) recordFailures(entries, cause, run);
}
