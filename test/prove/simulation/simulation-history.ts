import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { TableName } from '../../../lib/contract/endpoint.ts';
import type { ItemAttributes } from '../../../lib/dynamodb/item.ts';
import type { AppliedTransaction } from '../../support/memory-database.ts';
import type { RequestAttempt, SimulatedProcess } from './request-attempt.ts';

/** One item that a transaction created or changed. */
export interface ChangedItem {
  table: TableName;
  before: ItemAttributes | undefined;
  after: ItemAttributes;
}

/** A transaction that was applied, and the request that wrote it. */
export interface CommittedTransaction {
  at: number;
  requestId: string;
  changes: ChangedItem[];
}

/** Complete history of a simulation: all responses that clients received, and all writes. */
export interface SimulationHistory {
  attempts: RequestAttempt[];
  jobs: SimulatedProcess[];
  effects: CommittedTransaction[];
  /** Items at the start, in the table `connect`. */
  stored: ItemAttributes[];
  /** Number of calls with a fault. */
  faults: number;
  trace: string[];
}

export function toCommittedTransaction({ at, changes }: AppliedTransaction): CommittedTransaction {
  const changedItems = changes.flatMap(({ table, before, after }) =>
    after ? [{ table, before: before && unmarshall(before), after: unmarshall(after) }] : [],
  );
  return { at, changes: changedItems, requestId: String(changedItems[0]?.after.requestId) };
}

/** Renders the key of an item as a text. */
export const toItemKeyText = ({ pk, sk = '' }: ItemAttributes): string => `${pk} ${sk}`;
