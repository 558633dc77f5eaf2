import type { IndexPage, IndexQuery, ItemAttributes, ItemCollection, ItemKey } from './item.ts';
import type { UpdateWrite, WriteTransaction } from './item-write.ts';
import type { RetryQuota } from './retry-quota.ts';

/**
 * Access to the tables for requests, jobs and imports: three calls, each sent once. The callers retry them. Every implementation
 * passes the same test suite.
 */
export interface ItemDatabase {
  /** Reads distinct keys with strong consistency, in batches of 100, and in parallel the collections and listings. Not atomic. */
  read(request: ReadRequest, budget: RetryBudget): Promise<ReadOutcome>;
  /** Performs all writes or none. */
  commit(transaction: WriteTransaction, budget: RetryBudget): Promise<CommitOutcome>;
  /** Changes one item outside of a transaction, at half the price. It needs no token: sent again, it fails its own condition. */
  update(update: UpdateWrite, budget: RetryBudget): Promise<CommitOutcome>;
}

/** Limits of one request, or of one read or write of a job. Calls that would exceed them are not sent. */
export interface RetryBudget {
  /** Wall-clock time in epoch milliseconds from which nothing is sent, not even a call that was signed before. */
  deadline: number;
  maxCalls: number;
  /** Number of calls sent so far. */
  calls: number;
  /** Value of `calls` at the start of the current round, see `retry.ts`. */
  callsBeforeRound?: number;
  /** Shared by the requests of one execution environment. Jobs and imports have none. */
  quota?: RetryQuota;
}

/** True when nothing more may be sent. @param now - epoch milliseconds */
export const isBudgetSpent = (budget: RetryBudget, now: number): boolean =>
  now >= budget.deadline || budget.calls >= budget.maxCalls;

export interface ReadRequest {
  items: ItemKey[];
  collections: ItemCollection<unknown>[];
  listings?: IndexQuery[];
}

type ReadOutcome =
  /** `unprocessed` keys were not read, which does not mean that their items are absent. The keys of `items` are those of `formatItemKey`. */
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
  /** Nothing was written. `reasons` has one entry per write in their order, or a single one for all of them. */
  | { kind: 'refused'; reasons: RefusalReason[]; dynamoDbRequestId?: string | undefined }
  /** The writes may have been applied, or may still be. */
  | { kind: 'unknown'; cause: unknown }
  /** Nothing was written: DynamoDB will never accept these items. */
  | { kind: 'unstorable'; cause: unknown }
  | CallFailure;

/** Nothing was done, for one of these reasons. */
export interface CallFailure {
  kind: /** Another attempt may succeed. */
    | 'transient'
    /** The budget forbids the call. */
    | 'pastDeadline'
    /** The clock of this process is wrong: DynamoDB refuses its signatures. */
    | 'clockSkew'
    /** Another attempt would fail again. */
    | 'defect';
  cause: unknown;
}

export interface RefusalReason {
  /** DynamoDB's code: `None`, `ConditionalCheckFailed`, `TransactionConflict`, `ThrottlingError`, … */
  code: string;
  /** The request that wrote the stored item, with `ConditionalCheckFailed`. May be missing. */
  writtenBy?: string | undefined;
}
