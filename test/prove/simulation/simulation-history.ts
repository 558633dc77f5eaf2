import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { TableName } from '../../../lib/contract/endpoint.ts';
import type { ItemAttributes } from '../../../lib/dynamodb/item.ts';
import type { AppliedTransaction } from '../../support/memory-database.ts';
import type { RequestAttempt, SimulatedProcess } from './request-attempt.ts';

/** One item that a transaction changed. */
export interface ChangedItem {
  table: TableName;
  before: ItemAttributes | undefined;
  after: ItemAttributes;
}

/** A transaction that was carried out, and the request that it says it is of. */
export interface CommittedTransaction {
  at: number;
  requestId: string;
  changes: ChangedItem[];
}

/** Everything that happened: what every client was told, and what was written. */
export interface SimulationHistory {
  attempts: RequestAttempt[];
  jobs: SimulatedProcess[];
  effects: CommittedTransaction[];
  /** What was there at the beginning, in the table `connect`. */
  stored: ItemAttributes[];
  /** How many calls did not just pass. */
  faults: number;
  trace: string[];
}

export function toCommittedTransaction({ at, changes }: AppliedTransaction): CommittedTransaction {
  const plain = changes.map(({ table, before, after }) => ({
    table,
    before: before && unmarshall(before),
    after: unmarshall(after),
  }));
  return { at, changes: plain, requestId: String(plain[0]?.after.requestId) };
}

/** The place of an item, as a text. */
export const toItemKeyText = ({ pk, sk = '' }: ItemAttributes): string => `${pk} ${sk}`;
