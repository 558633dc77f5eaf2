import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { allShards, applyDue, type Report } from '../../lib/apply/apply-due.ts';
import type { TableNames } from '../../lib/store/table.ts';
import { portsOf } from './ports.ts';

/** A look at the shards costs a few milliseconds when nothing is due. */
export const applyEveryMs = 5000;

/**
 * Puts in force what is due, as the function on a schedule does. Servers that share an engine may all do so. What goes wrong is
 * left for the next time.
 */
export function applyDueHere(store: { client: DynamoDBClient; tables: TableNames }): Promise<Report> {
  const deadline = Date.now() + applyEveryMs;
  return applyDue({ lines: allShards, deadline }, portsOf(store), {
    parked: (at, reason) => console.error(`${at} cannot be put in force and is put aside: ${reason}`),
    failed() {},
  });
}
