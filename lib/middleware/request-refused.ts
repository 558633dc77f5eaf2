import type { ErrorCode, ErrorDetail } from '../schemas/error.ts';

/** Thrown by a middleware: the request ends here, with this error and without a call to the database. */
export class RequestRefused extends Error {
  override name = 'RequestRefused';
  readonly code: ErrorCode;
  readonly details: ErrorDetail[] | undefined;

  constructor(code: ErrorCode, details?: ErrorDetail[]) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export const refusedHeader = (property: string, message: string): RequestRefused =>
  new RequestRefused('VALIDATION_ERROR', [{ message, code: 'INVALID_FORMAT', property }]);
