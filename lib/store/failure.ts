import type { CancellationReason } from '@aws-sdk/client-dynamodb';
import { DynamoDBRefusal } from './client.ts';
import type { CommitOutcome, Failure, RefusalReason } from './database.ts';

/** Thrown behind the signing step: the budget is spent, so the request did not leave. */
export class BudgetSpent extends Error {
  override name = 'BudgetSpent';
}

/** Refusals by contention or load: nothing was done, another try may succeed. As reason codes of a cancelled transaction. */
const passing: Record<string, string> = {
  TransactionConflictException: 'TransactionConflict',
  ThrottlingException: 'ThrottlingError',
  ProvisionedThroughputExceededException: 'ProvisionedThroughputExceeded',
  RequestLimitExceeded: 'ThrottlingError',
};

/** Refusals that would come again: the request, the permissions or the tables are wrong. */
const defects = new Set([
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
const isNamedRefusal = (error: unknown): error is DynamoDBRefusal =>
  error instanceof DynamoDBRefusal && error.status >= 400 && error.status < 500;

export function readFailure(error: unknown): Failure {
  if (error instanceof BudgetSpent) return { kind: 'late', cause: error };
  const defect = isNamedRefusal(error) && defects.has(error.name);
  return { kind: defect ? 'defect' : 'transient', cause: error };
}

/** @param sent - whether the request left this process */
export function commitFailure(error: unknown, sent: boolean): CommitOutcome {
  if (error instanceof BudgetSpent) return { kind: 'late', cause: error };
  if (!sent) return { kind: 'transient', cause: error };
  if (!isNamedRefusal(error)) return { kind: 'unknown', cause: error };
  if (error.name === 'TransactionCanceledException') return { kind: 'refused', reasons: error.reasons.map(reasonOf) };
  if (error.name === 'ConditionalCheckFailedException') {
    return { kind: 'refused', reasons: [reasonOf({ Code: 'ConditionalCheckFailed', Item: error.item })] };
  }
  const code = passing[error.name];
  if (code !== undefined) return { kind: 'refused', reasons: [{ code }] };
  return defects.has(error.name) ? { kind: 'defect', cause: error } : { kind: 'unknown', cause: error };
}

/** Of the items that come with them nothing is kept but who wrote them: reasons are logged. */
const reasonOf = ({ Code = 'None', Item }: CancellationReason): RefusalReason => ({
  code: Code,
  writtenBy: Item?.requestId?.S,
});
