import { unmarshall } from '@aws-sdk/util-dynamodb';
import type { TableName } from '../../../lib/schemas/endpoint.ts';
import type { Item } from '../../../lib/store/item.ts';
import type { Applied } from '../../support/memory-database.ts';
import type { Attempt, Process } from './attempt.ts';

/** One item that a transaction changed. */
export interface Changed {
  table: TableName;
  before: Item | undefined;
  after: Item;
}

/** A transaction that was carried out, and the request that it says it is of. */
export interface Effect {
  at: number;
  requestId: string;
  changes: Changed[];
}

/** Everything that happened: what every client was told, and what was written. */
export interface History {
  attempts: Attempt[];
  jobs: Process[];
  effects: Effect[];
  /** What was there at the beginning, in the table `connect`. */
  stored: Item[];
  /** How many calls did not just pass. */
  faults: number;
  trace: string[];
}

export function effectOf({ at, changes }: Applied): Effect {
  const plain = changes.map(({ table, before, after }) => ({
    table,
    before: before && unmarshall(before),
    after: unmarshall(after),
  }));
  return { at, changes: plain, requestId: String(plain[0]?.after.requestId) };
}

/** The place of an item, as a text. */
export const placeOf = ({ pk, sk = '' }: Item): string => `${pk} ${sk}`;
