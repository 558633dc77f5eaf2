import type { Collection, Item, Location } from './item.ts';
import type { Transaction } from './write.ts';

/**
 * What the command protocol needs of a database: two calls, each tried once. Repeating them is the protocol's business.
 * Every engine that implements this passes the same suite.
 */
export interface Database {
  /** One strongly consistent batch read of up to 100 distinct keys, and beside it the collections. Not atomic. */
  read(request: ReadRequest, budget: Budget): Promise<ReadOutcome>;
  /** All writes or none. */
  commit(transaction: Transaction, budget: Budget): Promise<CommitOutcome>;
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
}

type ReadOutcome =
  /** `unprocessed` was not read: that is not the same as absent. `items` holds what is there, by `locate`. */
  { kind: 'read'; items: Map<string, Item>; unprocessed: Location[]; collections: Item[][] } | Failure;

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
