import type { ItemAttributes } from '../../dynamodb/item.ts';
import { applyDueAddons } from './apply-addons.ts';
import { applyDueLicenses } from './apply-license.ts';
import { type DueIndexEntry, groupDueEntries } from './due-index-entry.ts';
import { recordFailures } from './execute-plan.ts';
import type { JobRun } from './job-run.ts';
import { requeueRename } from './update-copies.ts';

/** Applies the changes of some entries. A change that fails does not block the others. */
export async function applyEntries(indexKeys: ItemAttributes[], run: JobRun): Promise<void> {
  const { licenses, addons, renames, unrecognized } = groupDueEntries(indexKeys);
  recordFailures(unrecognized, new Error('This release does not know this kind of item.'), run);
  await Promise.all([
    continueAfterError(
      licenses.map(({ entry }) => entry),
      run,
      () => applyDueLicenses(licenses, run),
    ),
    ...addons.map(work =>
      continueAfterError(work.entries, run, () => run.limitConcurrency(() => applyDueAddons(work, run))),
    ),
    // Renames are found here only after they were quarantined.
    ...renames.map(rename =>
      continueAfterError([rename.entry], run, () => run.limitConcurrency(() => requeueRename(rename, run))),
    ),
  ]);
}

/** Runs the work and records an unexpected error, so that even a defect does not block the other entries. */
export async function continueAfterError(
  entries: DueIndexEntry[],
  run: JobRun,
  work: () => Promise<void>,
): Promise<void> {
  if (entries.length > 0) await work().catch(error => recordFailures(entries, error, run));
}
