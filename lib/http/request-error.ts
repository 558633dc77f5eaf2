import type { ErrorCode, ErrorDetail } from '../contract/errors.ts';

/** Thrown by a middleware to end the request with this error, before any DynamoDB call. */
export class RequestError extends Error {
  override name = 'RequestRefused';
  readonly code: ErrorCode;
  readonly details: ErrorDetail[] | undefined;

  constructor(code: ErrorCode, details?: ErrorDetail[], cause?: unknown) {
    super(code, { cause });
    this.code = code;
    this.details = details;
  }
}

export const createHeaderError = (property: string, message: string): RequestError =>
  new RequestError('VALIDATION_ERROR', [{ message, code: 'INVALID_FORMAT', property }]);
