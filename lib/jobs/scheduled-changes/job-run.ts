import type { Instant } from '../../contract/field-types.ts';
import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { ConcurrencyLimit } from './concurrency-limit.ts';

/** The number of entries by result. */
export interface JobRunCounts {
  /** Applied. */
  applied: number;
  /** Items in which the name of a renamed customer, user or offering was updated. */
  copied: number;
  /** Left for the next run, because their tenant has more changes than may be applied in one run. */
  deferred: number;
  /** Nothing left to do, or another request was changing the item. */
  skipped: number;
  /** Quarantined with a reason, until a person has repaired the item. */
  quarantined: number;
  /** Not applied, and still in the index. */
  failed: number;
}

/** Logs the items that a person may have to look at. */
export interface ItemLog {
  /** @param at - the item key */
  quarantined(at: string, reason: string): void;
  /** @param at - the item key, or the shard of which no further page could be read */
  failed(at: string, cause: unknown): void;
}

/** One run of the job. */
export interface JobRun {
  /** Changes that are due at this instant are applied. It is the same for the whole run, so that no item changes twice. */
  now: Instant;
  /** The request ID of everything that the run writes. */
  requestId: string;
  /** Epoch milliseconds. No call is sent from then on. */
  deadline: number;
  counts: JobRunCounts;
  limitConcurrency: ConcurrencyLimit;
  dependencies: Dependencies;
  log: ItemLog;
}

/** Creates the budget of one read or one write, including its retries. It is small, because the next run is soon. */
export const createAttemptBudget = ({ deadline }: JobRun): RetryBudget => ({ deadline, maxCalls: 8, calls: 0 });

/** An aggregate takes two calls per read, and is read again while others change it. */
export const createAggregateBudget = ({ deadline }: JobRun): RetryBudget => ({ deadline, maxCalls: 16, calls: 0 });

export const isPastDeadline = ({ deadline, dependencies }: JobRun): boolean => dependencies.now() >= deadline;
