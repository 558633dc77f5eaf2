import {
  buildErrorBody,
  buildErrorHeaders,
  type ErrorCode,
  type ErrorDetail,
  errorCatalogue,
} from '../contract/errors.ts';

/** End of a request, as the log and the metrics name it. */
export type RequestOutcome =
  /** This request was executed. */
  | 'executed'
  /** The stored response was returned again. */
  | 'replayed'
  /** The idempotency key belongs to another request. */
  | 'mismatch'
  /** A business rule rejected the request because of stored data. */
  | 'rejected'
  /** Not executed: authentication, permission or validation failed. */
  | 'refused'
  /** Not executed: other requests were changing the same resource during all attempts. */
  | 'locked'
  /** The outcome is unknown. */
  | 'unknown'
  /** Not executed: a defect, or a service below us failed. */
  | 'failed';

export interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  outcome: RequestOutcome;
  /** Error code, if the response is an error. */
  code?: ErrorCode;
  /** Cause of an error, for the log only. */
  cause?: unknown;
}

/** Builds the response of an error. @param isStored - whether the response is stored, so that the client needs a new key */
export function buildErrorResponse(
  code: ErrorCode,
  options: { details?: ErrorDetail[] | undefined; isStored?: boolean; cause?: unknown } = {},
): ApiResponse {
  return {
    status: errorCatalogue[code].status,
    headers: buildErrorHeaders(code),
    body: JSON.stringify(buildErrorBody(code, options)),
    outcome: classifyOutcome(code),
    code,
    ...(options.cause !== undefined && { cause: options.cause }),
  };
}

function classifyOutcome(code: ErrorCode): RequestOutcome {
  switch (code) {
    case 'idempotency_key_mismatch':
      return 'mismatch';
    case 'idempotency_key_locked':
      return 'locked';
    case 'outcome_unknown':
      return 'unknown';
    case 'INTERNAL_ERROR':
    case 'SERVICE_UNAVAILABLE':
      return 'failed';
    default: {
      const { status } = errorCatalogue[code];
      return status === 404 || status === 409 ? 'rejected' : 'refused';
    }
  }
}
