import {
  type CancellationReason,
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import type { CallFailure, CommitOutcome, RefusalReason } from './database.ts';

/** Thrown behind the signing step: the budget is spent, so the request did not leave. */
export class BudgetSpentError extends Error {
  override name = 'BudgetSpent';
}

/** Refusals by contention or load: nothing was done, another try may succeed. As reason codes of a cancelled transaction. */
const retryableErrorCodes: Record<string, string> = {
  TransactionConflictException: 'TransactionConflict',
  ThrottlingException: 'ThrottlingError',
  ProvisionedThroughputExceededException: 'ProvisionedThroughputExceeded',
  RequestLimitExceeded: 'ThrottlingError',
};

/** Refusals that would come again: the request, the permissions or the tables are wrong. */
const permanentErrorNames = new Set([
  'ValidationException',
  'SerializationException',
  'ItemCollectionSizeLimitExceededException',
  'AccessDeniedException',
  'ResourceNotFoundException',
  'UnrecognizedClientException',
  'MissingAuthenticationTokenException',
  'IncompleteSignatureException',
  'InvalidSignatureException',
  'ExpiredTokenException',
]);

/** Only an answer that arrived whole, with a status of the 400s, is DynamoDB's word that nothing was done. */
function isDefiniteRefusal(error: unknown): error is DynamoDBServiceException {
  if (!(error instanceof DynamoDBServiceException)) return false;
  const { httpStatusCode = 0 } = error.$metadata;
  return httpStatusCode >= 400 && httpStatusCode < 500;
}

export function classifyReadError(error: unknown): CallFailure {
  if (error instanceof BudgetSpentError) return { kind: 'late', cause: error };
  const isPermanent = isDefiniteRefusal(error) && permanentErrorNames.has(error.name);
  return { kind: isPermanent ? 'defect' : 'transient', cause: error };
}

/** @param sent - whether the request left this process */
export function classifyCommitError(error: unknown, sent: boolean): CommitOutcome {
  if (error instanceof BudgetSpentError) return { kind: 'late', cause: error };
  if (!sent) return { kind: 'transient', cause: error };
  if (!isDefiniteRefusal(error)) return { kind: 'unknown', cause: error };
  if (error instanceof TransactionCanceledException) {
    return { kind: 'refused', reasons: (error.CancellationReasons ?? []).map(toRefusalReason) };
  }
  if (error instanceof ConditionalCheckFailedException) {
    return { kind: 'refused', reasons: [toRefusalReason({ Code: 'ConditionalCheckFailed', Item: error.Item })] };
  }
  const code = retryableErrorCodes[error.name];
  if (code !== undefined) return { kind: 'refused', reasons: [{ code }] };
  return permanentErrorNames.has(error.name) ? { kind: 'defect', cause: error } : { kind: 'unknown', cause: error };
}

/** Of the items that come with them nothing is kept but who wrote them: reasons are logged. */
const toRefusalReason = ({ Code = 'None', Item }: CancellationReason): RefusalReason => ({
  code: Code,
  writtenBy: Item?.requestId?.S,
});
