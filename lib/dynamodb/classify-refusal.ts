import {
  type CancellationReason,
  ConditionalCheckFailedException,
  DynamoDBServiceException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { ClockSkewError, isClockRefusal } from './clock-skew.ts';
import type { CallFailure, CommitOutcome, RefusalReason } from './database.ts';

/** Thrown after signing: the budget is spent, so the request did not leave. */
export class BudgetSpentError extends Error {
  override name = 'BudgetSpent';
}

/** Meaning of a refusal. In every case nothing was done. */
export type RefusalKind =
  /** An item is not as it was read. */
  | 'condition'
  /** Another transaction is changing one of the items. */
  | 'conflict'
  | 'overload'
  /** DynamoDB will never accept these items. */
  | 'unstorable'
  /** The request, the permissions or the tables are wrong: the same call would be refused again. */
  | 'defect';

/** Meanings of exceptions, by name without "Exception", and of the codes of cancellation reasons. */
const refusalKinds: Record<string, RefusalKind> = {
  ConditionalCheckFailed: 'condition',
  DuplicateItem: 'condition',
  TransactionConflict: 'conflict',
  Throttling: 'overload',
  ThrottlingError: 'overload',
  ProvisionedThroughputExceeded: 'overload',
  RequestLimitExceeded: 'overload',
  Validation: 'unstorable',
  ValidationError: 'unstorable',
  ItemCollectionSizeLimitExceeded: 'unstorable',
  AccessDenied: 'defect',
  Serialization: 'defect',
  ResourceNotFound: 'defect',
  UnrecognizedClient: 'defect',
  MissingAuthenticationToken: 'defect',
  IncompleteSignature: 'defect',
  InvalidSignature: 'defect',
  ExpiredToken: 'defect',
};

/** Error for a refused write, as the cause of a response: it names DynamoDB's reasons. */
export class WriteRefusedError extends Error {
  override name = 'WriteRefusedError';

  readonly dynamoDbRequestId: string | undefined;

  constructor(reasons: RefusalReason[], dynamoDbRequestId: string | undefined) {
    super(`DynamoDB refused the write: ${reasons.map(describeReason).join(', ')}`);
    this.dynamoDbRequestId = dynamoDbRequestId;
  }
}

const describeReason = ({ code, writtenBy }: RefusalReason): string =>
  writtenBy === undefined ? code : `${code} (the item was written by ${writtenBy})`;

const toCode = (exceptionName: string): string => exceptionName.replace(/Exception$/, '');

/** Returns the most important meaning of the reasons. An unknown code counts as overload: a retry may succeed. */
export function classifyReasons(reasons: RefusalReason[]): RefusalKind {
  const kinds = reasons.map(({ code }) => refusalKinds[code]);
  const byImportance = ['condition', 'unstorable', 'defect', 'conflict'] as const;
  return byImportance.find(kind => kinds.includes(kind)) ?? 'overload';
}

/** Only a complete response with a status of the 400s says for certain that nothing was done. */
function isDefiniteRefusal(error: unknown): error is DynamoDBServiceException {
  if (!(error instanceof DynamoDBServiceException)) return false;
  const { httpStatusCode = 0 } = error.$metadata;
  return httpStatusCode >= 400 && httpStatusCode < 500;
}

export function classifyReadError(error: unknown, now: () => number): CallFailure {
  if (error instanceof BudgetSpentError) return { kind: 'pastDeadline', cause: error };
  if (!isDefiniteRefusal(error)) return { kind: 'transient', cause: error };
  if (isClockRefusal(error)) return { kind: 'clockSkew', cause: new ClockSkewError(error, now()) };
  const kind = refusalKinds[toCode(error.name)];
  return { kind: kind === 'unstorable' || kind === 'defect' ? 'defect' : 'transient', cause: error };
}

/** @param sent - whether the request left this process */
export function classifyCommitError(error: unknown, sent: boolean, now: () => number): CommitOutcome {
  if (error instanceof BudgetSpentError) return { kind: 'pastDeadline', cause: error };
  if (!sent) return { kind: 'transient', cause: error };
  if (!isDefiniteRefusal(error)) return { kind: 'unknown', cause: error };
  if (isClockRefusal(error)) return { kind: 'clockSkew', cause: new ClockSkewError(error, now()) };
  if (error instanceof TransactionCanceledException) {
    const reasons = (error.CancellationReasons ?? []).map(toRefusalReason);
    return { kind: 'refused', reasons, dynamoDbRequestId: error.$metadata.requestId };
  }
  const code = toCode(error.name);
  const kind = refusalKinds[code];
  if (kind === undefined) return { kind: 'unknown', cause: error };
  if (kind === 'unstorable' || kind === 'defect') return { kind, cause: error };
  const Item = error instanceof ConditionalCheckFailedException ? error.Item : undefined;
  const reasons = [toRefusalReason({ Code: code, Item })];
  return { kind: 'refused', reasons, dynamoDbRequestId: error.$metadata.requestId };
}

/** Keeps only the request ID of the returned item, because reasons are logged. */
const toRefusalReason = ({ Code = 'None', Item }: CancellationReason): RefusalReason => ({
  code: Code,
  writtenBy: Item?.requestId?.S,
});
