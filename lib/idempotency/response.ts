import {
  buildErrorBody,
  buildErrorHeaders,
  type ErrorCode,
  type ErrorDetail,
  errorCatalogue,
} from '../contract/errors.ts';

/** How a request ended, as the log and the metrics name it. */
export type RequestOutcome =
  /** Done, by this request. */
  | 'executed'
  /** The kept answer, again. */
  | 'replayed'
  /** The key belongs to another request. */
  | 'mismatch'
  /** A rule said no because of what is stored. */
  | 'rejected'
  /** Not carried out: who, what or when was not right. */
  | 'refused'
  /** Not carried out: still contended after our own tries. */
  | 'locked'
  /** We cannot tell. */
  | 'unknown'
  /** Not carried out: something of ours or below us is broken. */
  | 'failed';

export interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
  outcome: RequestOutcome;
  /** Of an error. */
  code?: ErrorCode;
  /** For the log only. */
  cause?: unknown;
}

/** An error as an answer. @param kept - whether the client needs a new key to get past it */
export function buildErrorResponse(
  code: ErrorCode,
  options: { details?: ErrorDetail[] | undefined; kept?: boolean; cause?: unknown } = {},
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
