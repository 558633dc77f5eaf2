import { toInstant } from '../../domain/calendar.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import { dueShardCount, isRenameShard, toDueShardName, toRenameShardName } from '../../dynamodb/items/index-keys.ts';
import { finishDueShard, scanDueShard } from './apply-due-shard.ts';
import { continueAfterError } from './apply-entries.ts';
import { type ConcurrencyLimit, createConcurrencyLimit } from './concurrency-limit.ts';
import { groupDueEntries } from './due-index-entry.ts';
import { forEachIndexPage } from './index-pages.ts';
import { type ItemLog, isPastDeadline, type JobRun, type JobRunCounts } from './job-run.ts';
import { updateDueCopies } from './update-copies.ts';

/** The options of a run. */
export interface JobRunOptions {
  /** The partitions of the index: shards, or the quarantine. */
  shards: string[];
  /** Epoch milliseconds. No call is sent from then on. */
  deadline: number;
}

/** The result of a run. */
export interface JobRunReport extends JobRunCounts {
  /** True if the run left something for the next one. */
  stoppedEarly: boolean;
}

const renamePageSize = 100;
const shardNumbers = Array.from({ length: dueShardCount }, (_, shard) => shard);

/** The partitions of the index for some shards: scheduled changes and the copies of renamed items. */
export const toShardNames = (numbers: number[]): string[] => [
  ...numbers.map(toDueShardName),
  ...numbers.map(toRenameShardName),
];

export const allDueShards: string[] = toShardNames(shardNumbers);

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
 * that was read. Memory is bounded by one page and a limited queue per shard.
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
    counts: { applied: 0, copied: 0, deferred: 0, skipped: 0, quarantined: 0, failed: 0 },
    limitConcurrency: createConcurrencyLimit(maxConcurrentCalls),
    dependencies,
    log,
  };
  const scannedShards = await Promise.all(
    shards.filter(shard => !isRenameShard(shard)).map(shard => scanDueShard(shard, run)),
  );
  const limitPages = createConcurrencyLimit(maxConcurrentCopyPages);
  const [shardsFinished] = await Promise.all([
    Promise.all(scannedShards.map(scanned => finishDueShard(scanned, run))),
    // Renames do not wait for the pace of a tenant.
    Promise.all(shards.filter(isRenameShard).map(shard => processRenameShard(shard, limitPages, run))),
  ]);
  return { ...run.counts, stoppedEarly: shardsFinished.includes(false) };
}

/**
 * Updates the copies of each renamed item by one page in turn, so that one with many copies does not delay the others. Reports
 * nothing about the end: an item keeps its position, and the next run continues there.
 */
async function processRenameShard(shard: string, limitPages: ConcurrencyLimit, run: JobRun): Promise<void> {
  let hasMore = true;
  while (hasMore && !isPastDeadline(run)) {
    hasMore = false;
    const reachedEnd = await forEachIndexPage(
      shard,
      run,
      () => renamePageSize,
      async indexKeys => {
        const { renames } = groupDueEntries(indexKeys);
        for (const dueRename of renames) {
          if (isPastDeadline(run)) return;
          await continueAfterError([dueRename.entry], run, async () => {
            if (await limitPages(() => updateDueCopies(dueRename, run))) hasMore = true;
          });
        }
      },
    );
    if (!reachedEnd) return;
  }
}
