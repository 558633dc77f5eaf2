import type { RetriedCommit } from '../dynamodb/commit-with-retries.ts';
import type { ReadFailure } from '../dynamodb/read-with-retries.ts';
import type { Attempt, RetryReason } from '../dynamodb/retry.ts';
import { type ApiResponse, buildErrorResponse } from './response.ts';

/** End of a request. */
export interface FinalRound {
  response: ApiResponse;
  /** The response is committed or comes from the record. */
  committed: boolean;
}

/** Result of one read, decision and commit. */
export interface Round {
  attempt: Attempt<FinalRound>;
  /** A transaction was sent whose outcome is unknown. */
  outcomeUnknown: boolean;
}

const toRound = (attempt: Attempt<FinalRound>, outcomeUnknown = false): Round => ({ attempt, outcomeUnknown });
export const finalRound = (response: ApiResponse, committed = false, outcomeUnknown = false): Round =>
  toRound({ kind: 'done', value: { response, committed } }, outcomeUnknown);
export const committedRound = (response: ApiResponse): Round => finalRound(response, true);
export const failedRound = (cause: unknown, outcomeUnknown = false): Round =>
  finalRound(buildErrorResponse('INTERNAL_ERROR', { cause }), false, outcomeUnknown);
export const readFailureRound = ({ kind, reason, cause }: ReadFailure): Round =>
  kind === 'defect' ? failedRound(cause) : toRound({ kind: 'exhausted', reason, cause });
export const buildOutcomeUnknown = (cause: unknown): ApiResponse => buildErrorResponse('outcome_unknown', { cause });

/** The round that ends, or leads to the next one, after a transaction that was not committed. */
export function roundAfterRefusal(
  commit: Exclude<RetriedCommit, { kind: 'committed' }>,
  hasIdempotencyKey: boolean,
): Round {
  const { cause, outcomeUnknown } = commit;
  if (commit.kind === 'unavailable') return toRound({ ...commit, kind: 'exhausted' }, outcomeUnknown);
  const { refusedBy } = commit;
  if (refusedBy === 'unstorable' || refusedBy === 'defect') return failedRound(cause, outcomeUnknown);
  // Without a key, another round would find no record that shows how this one ended.
  if (outcomeUnknown && !hasIdempotencyKey) return finalRound(buildOutcomeUnknown(cause), false, true);
  return toRound({ kind: 'retry', reason: toRetryReason(refusedBy), cause }, outcomeUnknown);
}

function toRetryReason(refusedBy: 'record' | 'condition' | 'conflict' | 'overload'): RetryReason {
  if (refusedBy === 'record') return 'recordExists';
  return refusedBy === 'overload' ? 'overload' : 'contention';
}
