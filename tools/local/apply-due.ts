import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { TableNames } from '../../lib/dynamodb/tables.ts';
import {
  allDueShards,
  applyDueChanges,
  type JobRunReport,
} from '../../lib/jobs/scheduled-changes/apply-due-changes.ts';
import { createLocalDependencies } from './dependencies.ts';

/** A look at the shards costs a few milliseconds when nothing is due. */
export const applyIntervalMs = 5000;

/**
 * Puts in force what is due, as the function on a schedule does. Servers that share an engine may all do so. What goes wrong is
 * left for the next time.
 */
export function applyDueHere(store: { client: DynamoDBDocumentClient; tables: TableNames }): Promise<JobRunReport> {
  const deadline = Date.now() + applyIntervalMs;
  return applyDueChanges({ shards: allDueShards, deadline }, createLocalDependencies(store), {
    quarantined: (at, reason) => console.error(`${at} cannot be put in force and is put aside: ${reason}`),
    failed() {},
  });
}
