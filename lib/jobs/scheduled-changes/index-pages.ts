import type { ItemAttributes } from '../../dynamodb/item.ts';
import { readWithRetries } from '../../dynamodb/read-with-retries.ts';
import { recordFailure } from './execute-plan.ts';
import { createAttemptBudget, isPastDeadline, type JobRun } from './job-run.ts';

/** Reads the due entries of a shard page by page, oldest first. @returns true if it reached the end of the shard */
export async function forEachIndexPage(
  shard: string,
  run: JobRun,
  getPageSize: () => number,
  work: (indexKeys: ItemAttributes[]) => Promise<void>,
): Promise<boolean> {
  let exclusiveStartKey: ItemAttributes | undefined;
  do {
    const indexQuery = {
      index: 'due',
      partitionValue: shard,
      order: 'oldest',
      maxSortKey: run.now,
      exclusiveStartKey,
      limit: getPageSize(),
    } as const;
    const snapshot = await run.limitConcurrency(() =>
      readWithRetries(
        { items: [], collections: [], listings: [indexQuery] },
        createAttemptBudget(run),
        run.dependencies,
      ),
    );
    if (snapshot.kind !== 'complete') {
      if (!isPastDeadline(run)) recordFailure(shard, snapshot.cause, run);
      return false;
    }
    const [page] = snapshot.listings;
    await work(page?.indexKeys ?? []);
    if (isPastDeadline(run)) return false;
    exclusiveStartKey = page?.lastEvaluatedKey;
  } while (exclusiveStartKey);
  return true;
}
