import type { ItemAttributes } from '../../dynamodb/item.ts';
import { dueShardCount, quarantineShard } from '../../dynamodb/items/index-keys.ts';
import { applyEntries } from './apply-entries.ts';
import { forEachIndexPage } from './index-pages.ts';
import { isPastDeadline, type JobRun } from './job-run.ts';
import { TenantQueue, type TenantQueueLimits } from './tenant-queue.ts';

const pageSize = 100;
/** Entries per page while a tenant has to wait: most of them are only read to find those of other tenants. */
const waitingPageSize = 1000;
/** Delay after such a page. It takes up to 20 read units, and one partition of the index, which accepts 3,000 per second, may have all shards. */
const waitingPageDelayMs = 100;

/** The pace of one tenant in one shard. */
export const dueShardLimits: TenantQueueLimits = {
  // All shards together: 192 per second. The feed of a tenant stores more than that, even in a new table: see docs/scale.md.
  unitsPerInterval: 12,
  intervalMs: 1000,
  // A run lasts less than 60 intervals.
  maxWaitingUnits: 12 * 60,
  maxWaitingEntries: 5000,
};

/** The quarantine is one shard with the entries of all others. */
const quarantineLimits: TenantQueueLimits = {
  ...dueShardLimits,
  unitsPerInterval: dueShardLimits.unitsPerInterval * dueShardCount,
  maxWaitingUnits: dueShardLimits.maxWaitingUnits * dueShardCount,
  maxWaitingEntries: dueShardLimits.maxWaitingEntries * dueShardCount,
};

/** A shard that a run has read, and what waits for its turn. */
interface ScannedShard {
  queue: TenantQueue;
  reachedEnd: boolean;
}

/**
 * Reads a shard and applies what is due, of each tenant the oldest first and at most some per second. Otherwise the events of a tenant
 * with many changes would fill the stream faster than its feed can store them, and the events of other tenants would wait behind them.
 * What exceeds the pace waits in the queue of the shard, or stays in the index for the next run.
 */
export async function scanDueShard(shard: string, run: JobRun): Promise<ScannedShard> {
  const queue = new TenantQueue(shard === quarantineShard ? quarantineLimits : dueShardLimits);
  const getPageSize = () => (queue.waitingEntries > 0 ? waitingPageSize : pageSize);
  const reachedEnd = await forEachIndexPage(shard, run, getPageSize, async indexKeys => {
    if (indexKeys.length > pageSize) await run.dependencies.sleep(waitingPageDelayMs);
    queue.add(indexKeys.filter(causesEvents));
    await applyInGroups(
      indexKeys.filter(indexKey => !causesEvents(indexKey)),
      run,
    );
    await applyInGroups(queue.take(run.dependencies.now()), run);
  });
  return { queue, reachedEnd };
}

/** Applies what waits, second by second. Counts what is left for the next run. @returns true if the run finished the shard */
export async function finishDueShard({ queue, reachedEnd }: ScannedShard, run: JobRun): Promise<boolean> {
  const { now, sleep } = run.dependencies;
  while (queue.waitingEntries > 0 && !isPastDeadline(run)) {
    await sleep(Math.min(queue.measureDelay(now()), run.deadline - now()));
    if (!isPastDeadline(run)) await applyInGroups(queue.take(now()), run);
  }
  const deferred = queue.waitingEntries + queue.deferredEntries;
  run.counts.deferred += deferred;
  return reachedEnd && deferred === 0 && !isPastDeadline(run);
}

/** Only changes of licenses and add-ons are published. */
const causesEvents = ({ sk }: ItemAttributes): boolean => sk === 'license' || String(sk).startsWith('addon#');

/** Applies entries in groups, so that only the items of one group are in memory. */
async function applyInGroups(indexKeys: ItemAttributes[], run: JobRun): Promise<void> {
  for (let from = 0; from < indexKeys.length && !isPastDeadline(run); from += pageSize)
    await applyEntries(indexKeys.slice(from, from + pageSize), run);
}
