import { describeError } from './describe-error.ts';

/** Fields of an error that may hold the request ID: those of our own errors, or of the SDK's. */
interface FailedCallFields {
  dynamoDbRequestId?: string | undefined;
  $metadata?: { requestId?: string | undefined };
}

/** Returns the log fields of a cause: its text, and the request ID of the AWS call that failed, for which AWS Support asks. */
export const toCauseFields = (cause: unknown): { cause: string; failedCallRequestId: string | undefined } => ({
  cause: describeError(cause),
  failedCallRequestId: findRequestId(cause),
});

/** A cause that is nested deeper is the earlier one, so the outermost ID is that of the last call. */
function findRequestId(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { dynamoDbRequestId, $metadata } = error as FailedCallFields;
  return dynamoDbRequestId ?? $metadata?.requestId ?? findRequestId(error.cause);
}
