import { toInstant } from '../../domain/calendar.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { ItemAttributes } from '../../dynamodb/item.ts';
import { dueShardCount, isRenameShard, toDueShardName, toRenameShardName } from '../../dynamodb/items/index-keys.ts';
import { readWithRetries } from '../../dynamodb/read-with-retries.ts';
import { applyDueAddons } from './apply-addons.ts';
import { applyDueLicenses } from './apply-license.ts';
import { type ConcurrencyLimit, createConcurrencyLimit } from './concurrency-limit.ts';
import { type DueIndexEntry, groupDueEntries } from './due-index-entry.ts';
import { recordFailure, recordFailures } from './execute-plan.ts';
import { createAttemptBudget, type ItemLog, isPastDeadline, type JobRun, type JobRunCounts } from './job-run.ts';
import { requeueRename, updateDueCopies } from './update-copies.ts';

/** The options of a run. */
export interface JobRunOptions {
  /** The partitions of the index: shards, or the quarantine. */
  shards: string[];
  /** Epoch milliseconds. No call is sent from then on. */
  deadline: number;
}

/** The result of a run. */
export interface JobRunReport extends JobRunCounts {
  /** True if the run stopped before it had processed everything. */
  stoppedEarly: boolean;
}

const shardNumbers = Array.from({ length: dueShardCount }, (_, shard) => shard);

/** The partitions of the index for some shards: scheduled changes and the copies of renamed items. */
export const toShardNames = (numbers: number[]): string[] => [
  ...numbers.map(toDueShardName),
  ...numbers.map(toRenameShardName),
];

export const allDueShards: string[] = toShardNames(shardNumbers);

const pageSize = 100;
/** Concurrent reads and writes. More would wait for the client's sockets, and one partition accepts 1000 writes per second. */
const maxConcurrentCalls = 32;
/** Pages of copies at once, each with up to 8 writes. Few, because commands have priority. */
const maxConcurrentCopyPages = 2;

/**
 * Applies the changes that are due. What a client sees stays the same, but it no longer depends on a clock, and the change is
 * published.
 *
 * No position is saved: an applied change leaves the index, so the next run begins with the oldest change that is left. Concurrent
 * runs, a run that crashes and a run that is a month late apply nothing twice, because every write is conditional on the version
 * that was read. Memory is bounded by one page per shard.
 */
export async function applyDueChanges(
  { shards, deadline }: JobRunOptions,
  dependencies: Dependencies,
  log: ItemLog,
): Promise<JobRunReport> {
  const run: JobRun = {
    now: toInstant(dependencies.now()),
    requestId: dependencies.newId(),
    deadline,
    counts: { applied: 0, copied: 0, skipped: 0, quarantined: 0, failed: 0 },
    limitConcurrency: createConcurrencyLimit(maxConcurrentCalls),
    dependencies,
    log,
  };
  const shardsFinished = await Promise.all(
    shards.filter(shard => !isRenameShard(shard)).map(shard => processShard(shard, run)),
  );
  const limitPages = createConcurrencyLimit(maxConcurrentCopyPages);
  await Promise.all(shards.filter(isRenameShard).map(shard => processRenameShard(shard, limitPages, run)));
  return { ...run.counts, stoppedEarly: shardsFinished.includes(false) };
}

/** Processes a shard from the oldest change on. A change that fails does not block those after it. @returns true if it reached the end */
const processShard = (shard: string, run: JobRun): Promise<boolean> =>
  forEachIndexPage(shard, run, indexKeys => applyIndexPage(indexKeys, run));

/**
 * Updates the copies of each renamed item by one page in turn, so that one with many copies does not delay the others. Reports
 * nothing about the end: an item keeps its position, and the next run continues there.
 */
async function processRenameShard(shard: string, limitPages: ConcurrencyLimit, run: JobRun): Promise<void> {
  let hasMore = true;
  while (hasMore && !isPastDeadline(run)) {
    hasMore = false;
    const reachedEnd = await forEachIndexPage(shard, run, async indexKeys => {
      const { renames } = groupDueEntries(indexKeys);
      for (const dueRename of renames) {
        if (isPastDeadline(run)) return;
        await continueAfterError([dueRename.entry], run, async () => {
          if (await limitPages(() => updateDueCopies(dueRename, run))) hasMore = true;
        });
      }
    });
    if (!reachedEnd) return;
  }
}

/** Returns true if it reached the end of the shard. */
async function forEachIndexPage(
  shard: string,
  run: JobRun,
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
      limit: pageSize,
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

async function applyIndexPage(indexKeys: ItemAttributes[], run: JobRun): Promise<void> {
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
async function continueAfterError(entries: DueIndexEntry[], run: JobRun, work: () => Promise<void>): Promise<void> {
  if (entries.length > 0) await work().catch(error => recordFailures(entries, error, run));
}
