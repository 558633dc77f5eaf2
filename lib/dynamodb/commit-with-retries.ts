import { classifyReasons, type RefusalKind, WriteRefusedError } from './classify-refusal.ts';
import type { CommitOutcome, RefusalReason, RetryBudget } from './database.ts';
import type { Dependencies } from './dependencies.ts';
import type { WriteTransaction } from './item-write.ts';
import { type Attempt, type RetryReason, retry } from './retry.ts';

/** End of a transaction. `outcomeUnknown`: one of its sends may have been applied, or may still be. */
export type RetriedCommit =
  | { kind: 'committed' }
  /** Refused by the condition of the idempotency record (`record`) or for another reason. */
  | { kind: 'refused'; refusedBy: 'record' | RefusalKind; outcomeUnknown: boolean; cause: unknown }
  /** The budget is spent, or the retry quota is empty. */
  | { kind: 'unavailable'; reason?: RetryReason | undefined; outcomeUnknown: boolean; cause: unknown };

export interface CommitOptions {
  /**
   * The first write stores the response under an idempotency key. Then a refusal after a send of unknown outcome leads to a new
   * round, whose read shows which request was first. Without an idempotency key only the items themselves show it.
   */
  hasIdempotencyKey: boolean;
  /** ID that is written to every item. Undefined when it is not written: then an own write is not recognised. */
  requestId: string | undefined;
}

/**
 * Sends a transaction until DynamoDB says how it ended. While its outcome is unknown, and after throttling, the identical
 * transaction is sent again with the same token.
 */
export const commitWithRetries = (
  transaction: WriteTransaction,
  options: CommitOptions,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<RetriedCommit> =>
  retryWrite(() => dependencies.database.commit(transaction, budget), options, budget, dependencies);

/** Retries any write, like {@link commitWithRetries}. @param send - sends the identical write each time */
export async function retryWrite(
  send: () => Promise<CommitOutcome>,
  options: CommitOptions,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<RetriedCommit> {
  let outcomeUnknown = false;
  const end = await retry<RetriedCommit>(
    async () => {
      const outcome = await send();
      outcomeUnknown ||= outcome.kind === 'unknown';
      if (outcome.kind === 'refused') {
        // This request wrote the item, in a send whose response it did not get. With a key, the next round reads its record.
        const isOwnWrite = outcome.reasons.some(
          ({ writtenBy }) => writtenBy !== undefined && writtenBy === options.requestId,
        );
        if (isOwnWrite && !options.hasIdempotencyKey) return { kind: 'done', value: { kind: 'committed' } };
        outcomeUnknown ||= isOwnWrite;
      }
      if (outcome.kind === 'committed') budget.quota?.giveBack();
      return toCommitAttempt(outcome, options.hasIdempotencyKey, outcomeUnknown);
    },
    budget,
    dependencies,
  );
  return end.kind === 'done' ? end.value : { ...end, kind: 'unavailable', outcomeUnknown };
}

function toCommitAttempt(
  outcome: CommitOutcome,
  hasIdempotencyKey: boolean,
  outcomeUnknown: boolean,
): Attempt<RetriedCommit> {
  switch (outcome.kind) {
    case 'committed':
      return { kind: 'done', value: { kind: 'committed' } };
    case 'refused': {
      const cause = new WriteRefusedError(outcome.reasons, outcome.dynamoDbRequestId);
      const refusedBy = findRefuser(outcome.reasons, hasIdempotencyKey);
      const reason = findRepeatReason(refusedBy, hasIdempotencyKey, outcomeUnknown);
      if (reason) return { kind: 'retry', reason, cause };
      return { kind: 'done', value: { kind: 'refused', refusedBy, outcomeUnknown, cause } };
    }
    case 'unstorable':
    case 'defect':
      return {
        kind: 'done',
        value: { kind: 'refused', refusedBy: outcome.kind, outcomeUnknown, cause: outcome.cause },
      };
    case 'unknown':
      return { kind: 'retry', reason: 'overload', cause: outcome.cause };
    case 'transient':
      return { kind: 'retry', reason: 'notSent', cause: outcome.cause };
    case 'pastDeadline':
      return { kind: 'retry', reason: 'budgetSpent', cause: outcome.cause };
    case 'clockSkew':
      return { kind: 'exhausted', reason: 'clockSkew', cause: outcome.cause };
  }
}

/** The condition of the record counts first: when it failed, the stored response can be read, whatever else failed. */
const findRefuser = (reasons: RefusalReason[], hasIdempotencyKey: boolean): 'record' | RefusalKind =>
  hasIdempotencyKey && reasons[0]?.code === 'ConditionalCheckFailed' ? 'record' : classifyReasons(reasons);

/** Returns the reason to send a refused transaction again; undefined when the next round must begin. */
function findRepeatReason(
  refusedBy: 'record' | RefusalKind,
  hasIdempotencyKey: boolean,
  outcomeUnknown: boolean,
): 'overload' | 'contention' | undefined {
  // With a key, the next round's read shows at once whether the send of unknown outcome was applied.
  if (hasIdempotencyKey && outcomeUnknown) return undefined;
  if (refusedBy === 'overload') return 'overload';
  // Without a key there is no other way to learn how it ended.
  return refusedBy === 'conflict' && outcomeUnknown ? 'contention' : undefined;
}
