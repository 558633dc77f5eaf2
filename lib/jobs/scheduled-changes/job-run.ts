import type { Instant } from '../../contract/field-types.ts';
import type { RetryBudget } from '../../dynamodb/database.ts';
import type { Dependencies } from '../../dynamodb/dependencies.ts';
import type { ConcurrencyLimit } from './concurrency-limit.ts';

/** How many of the entries that were found ended how. */
export interface JobRunCounts {
  /** Put in force, once and for good. */
  applied: number;
  /** Items in which the name of a renamed customer, user or offering was updated. */
  copied: number;
  /** Nothing to do any more, or somebody else was at work on it. */
  skipped: number;
  /** Put aside with a reason, until somebody has looked at it. */
  quarantined: number;
  /** Not done, and still in line. */
  failed: number;
}

/** Is told what a person may have to look at. */
export interface ItemLog {
  /** @param at - the key of an item */
  quarantined(at: string, reason: string): void;
  /** @param at - the key of an item, or the line of which no further page could be read */
  failed(at: string, cause: unknown): void;
}

/** One run of the job. */
export interface JobRun {
  /** What is due by then is put in force. The same for the whole run, so that no item changes twice in it. */
  now: Instant;
  /** Stands on everything that the run writes. */
  requestId: string;
  /** Epoch milliseconds: nothing is sent from then on. */
  deadline: number;
  counts: JobRunCounts;
  limitConcurrency: ConcurrencyLimit;
  dependencies: Dependencies;
  log: ItemLog;
}

/** What one read or one write may spend, its repeats included: the next run comes soon enough. */
export const createAttemptBudget = ({ deadline }: JobRun): RetryBudget => ({ deadline, maxCalls: 8, calls: 0 });

/** An aggregate takes two calls per read, and is read again while others change it. */
export const createAggregateBudget = ({ deadline }: JobRun): RetryBudget => ({ deadline, maxCalls: 16, calls: 0 });

export const isPastDeadline = ({ deadline, dependencies }: JobRun): boolean => dependencies.now() >= deadline;
