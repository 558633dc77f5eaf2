import { toInstant } from '../../domain/calendar.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { ItemAttributes } from '../../dynamodb/item.ts';
import { dueShardCount, toDueShardName } from '../../dynamodb/items/index-keys.ts';
import { readWithRetries } from '../../dynamodb/read-with-retries.ts';
import { applyDueAddons } from './apply-addons.ts';
import { applyDueLicenses } from './apply-license.ts';
import { createConcurrencyLimit } from './concurrency-limit.ts';
import { type DueIndexEntry, groupDueEntries } from './due-index-entry.ts';
import { recordFailure, recordFailures } from './execute-plan.ts';
import { createAttemptBudget, type ItemLog, isPastDeadline, type JobRun, type JobRunCounts } from './job-run.ts';

/** What a run is to do. */
export interface JobRunOptions {
  /** Partitions of the index: shards, or the one of what was parked. */
  shards: string[];
  /** Epoch milliseconds: nothing is sent from then on. */
  deadline: number;
}

/** How a run ended. */
export interface JobRunReport extends JobRunCounts {
  /** It stopped before it had seen everything. */
  stoppedEarly: boolean;
}

export const allDueShards: string[] = Array.from({ length: dueShardCount }, (_, shard) => toDueShardName(shard));

const pageSize = 100;
/** Reads and writes under way at once. More would wait for the client's sockets, and one partition takes 1000 writes a second. */
const maxConcurrentCalls = 32;

/**
 * Puts in force what is due: what a client sees stays the same, but from then on it no longer depends on a clock, and others hear
 * of it.
 *
 * Where a run stopped is written down nowhere: what is in force leaves the index, so the next run begins with the oldest of what
 * is left. Several runs at once, one that dies and one that comes a month late do nothing twice, for every write is conditional
 * on the version that was read. Memory is bounded by a page of each line.
 */
export async function applyDueChanges(
  { shards: lines, deadline }: JobRunOptions,
  dependencies: Dependencies,
  tell: ItemLog,
): Promise<JobRunReport> {
  const run: JobRun = {
    now: toInstant(dependencies.now()),
    requestId: dependencies.newId(),
    deadline,
    counts: { applied: 0, skipped: 0, quarantined: 0, failed: 0 },
    limitConcurrency: createConcurrencyLimit(maxConcurrentCalls),
    dependencies: dependencies,
    log: tell,
  };
  const shardsFinished = await Promise.all(lines.map(shard => processShard(shard, run)));
  return { ...run.counts, stoppedEarly: shardsFinished.includes(false) };
}

/** From the oldest on, past what could not be done: nothing holds up what stands behind it. @returns whether it came to the end */
async function processShard(shard: string, run: JobRun): Promise<boolean> {
  let exclusiveStartKey: ItemAttributes | undefined;
  do {
    const indexQuery = {
      index: 'due',
      partitionValue: shard,
      order: 'oldest',
      maxSortKey: run.now,
      exclusiveStartKey,
      limit: pageSize,
    } as const;
    const snapshot = await run.limitConcurrency(() =>
      readWithRetries(
        { items: [], collections: [], listings: [indexQuery] },
        createAttemptBudget(run),
        run.dependencies,
      ),
    );
    if (snapshot.kind !== 'whole') {
      if (!isPastDeadline(run)) recordFailure(shard, snapshot.cause, run);
      return false;
    }
    const [page] = snapshot.listings;
    await applyIndexPage(page?.indexKeys ?? [], run);
    if (isPastDeadline(run)) return false;
    exclusiveStartKey = page?.lastEvaluatedKey;
  } while (exclusiveStartKey);
  return true;
}

async function applyIndexPage(indexKeys: ItemAttributes[], run: JobRun): Promise<void> {
  const { licenses, addons, unrecognized } = groupDueEntries(indexKeys);
  recordFailures(unrecognized, new Error('This release does not know what that is.'), run);
  await Promise.all([
    continueAfterError(
      licenses.map(({ entry }) => entry),
      () => applyDueLicenses(licenses, run),
      run,
    ),
    ...addons.map(work =>
      continueAfterError(work.entries, () => run.limitConcurrency(() => applyDueAddons(work, run)), run),
    ),
  ]);
}

/** Not even a defect of ours keeps the rest from being done. */
async function continueAfterError(entries: DueIndexEntry[], work: () => Promise<void>, run: JobRun): Promise<void> {
  if (entries.length > 0) await work().catch(error => recordFailures(entries, error, run));
}
