import type { Collection, Item, Listing, Location, Page } from './item.ts';
import type { Transaction, Update } from './write.ts';

/**
 * What the command protocol and the jobs need of a database: three calls, each tried once. Repeating them is their business.
 * Every engine that implements this passes the same suite.
 */
export interface Database {
  /** One strongly consistent read of distinct keys, in batches of 100, and beside it the collections and listings. Not atomic. */
  read(request: ReadRequest, budget: Budget): Promise<ReadOutcome>;
  /** All writes or none. */
  commit(transaction: Transaction, budget: Budget): Promise<CommitOutcome>;
  /** One change outside of any transaction, at half the price. No token: repeated, it meets its own condition. */
  update(update: Update, budget: Budget): Promise<CommitOutcome>;
}

/** What one request may spend. Calls that would exceed it are not sent. */
export interface Budget {
  /** Epoch milliseconds of the wall clock: nothing is sent from then on, even when it was signed before. */
  deadline: number;
  maxCalls: number;
  /** Calls that were let through so far. */
  calls: number;
}

/** Nothing more may be sent. @param now - epoch milliseconds */
export const isSpent = (budget: Budget, now: number): boolean =>
  now >= budget.deadline || budget.calls >= budget.maxCalls;

export interface ReadRequest {
  items: Location[];
  collections: Collection<unknown>[];
  listings?: Listing[];
}

type ReadOutcome =
  /** `unprocessed` was not read: that is not the same as absent. `items` holds what is there, by `locate`. */
  | { kind: 'read'; items: Map<string, Item>; unprocessed: Location[]; collections: Item[][]; listings: Page[] }
  | Failure;

export type CommitOutcome =
  | { kind: 'committed' }
  /** Nothing was written. One reason per write, in their order, or a single one for all. */
  | { kind: 'refused'; reasons: RefusalReason[] }
  /** It may have been written, or may yet be. */
  | { kind: 'unknown'; cause: unknown }
  | Failure;

/** Nothing was done. `transient`: worth another try; `late`: the budget forbids one; `defect`: it would fail again. */
export interface Failure {
  kind: 'transient' | 'late' | 'defect';
  cause: unknown;
}

export interface RefusalReason {
  /** As DynamoDB names it: `None`, `ConditionalCheckFailed`, `TransactionConflict`, `ThrottlingError`, … */
  code: string;
  /** With `ConditionalCheckFailed`: which request wrote the item that is there. May be missing. */
  writtenBy?: string | undefined;
}
