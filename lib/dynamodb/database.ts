import type { IndexPage, IndexQuery, ItemAttributes, ItemCollection, ItemKey } from './item.ts';
import type { UpdateWrite, WriteTransaction } from './item-write.ts';
import type { RetryQuota } from './retry-quota.ts';

/**
 * What the command protocol and the jobs need of a database: three calls, each tried once. Repeating them is their business.
 * Every engine that implements this passes the same suite.
 */
export interface ItemDatabase {
  /** One strongly consistent read of distinct keys, in batches of 100, and beside it the collections and listings. Not atomic. */
  read(request: ReadRequest, budget: RetryBudget): Promise<ReadOutcome>;
  /** All writes or none. */
  commit(transaction: WriteTransaction, budget: RetryBudget): Promise<CommitOutcome>;
  /** One change outside of any transaction, at half the price. No token: repeated, it meets its own condition. */
  update(update: UpdateWrite, budget: RetryBudget): Promise<CommitOutcome>;
}

/** What one request may spend. Calls that would exceed it are not sent. */
export interface RetryBudget {
  /** Epoch milliseconds of the wall clock: nothing is sent from then on, even when it was signed before. */
  deadline: number;
  maxCalls: number;
  /** Calls that were let through so far. */
  calls: number;
  /** `calls` at the start of the current round: see `retry.ts`. */
  callsBeforeRound?: number;
  /** Shared by the requests of one execution environment. Jobs and imports have none. */
  quota?: RetryQuota;
}

/** Nothing more may be sent. @param now - epoch milliseconds */
export const isBudgetSpent = (budget: RetryBudget, now: number): boolean =>
  now >= budget.deadline || budget.calls >= budget.maxCalls;

export interface ReadRequest {
  items: ItemKey[];
  collections: ItemCollection<unknown>[];
  listings?: IndexQuery[];
}

type ReadOutcome =
  /** `unprocessed` was not read: that is not the same as absent. `items` holds what is there, by `locate`. */
  | {
      kind: 'read';
      items: Map<string, ItemAttributes>;
      unprocessed: ItemKey[];
      collections: ItemAttributes[][];
      listings: IndexPage[];
    }
  | CallFailure;

export type CommitOutcome =
  | { kind: 'committed' }
  /** Nothing was written. One reason per write, in their order, or a single one for all. */
  | { kind: 'refused'; reasons: RefusalReason[] }
  /** It may have been written, or may yet be. */
  | { kind: 'unknown'; cause: unknown }
  /** Nothing was written: DynamoDB will never accept these items. */
  | { kind: 'unstorable'; cause: unknown }
  | CallFailure;

/** Nothing was done, for one of these reasons. */
export interface CallFailure {
  kind: /** Another attempt may succeed. */
    | 'transient'
    /** The budget forbids the call. */
    | 'late'
    /** The clock of this process is wrong: DynamoDB refuses its signatures. */
    | 'clockSkew'
    /** Another attempt would fail again. */
    | 'defect';
  cause: unknown;
}

export interface RefusalReason {
  /** As DynamoDB names it: `None`, `ConditionalCheckFailed`, `TransactionConflict`, `ThrottlingError`, … */
  code: string;
  /** With `ConditionalCheckFailed`: which request wrote the item that is there. May be missing. */
  writtenBy?: string | undefined;
}
