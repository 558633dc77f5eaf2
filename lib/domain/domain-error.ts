import type { BusinessErrorCode, ErrorDetail, InvalidRequestCode } from '../contract/errors.ts';

/** An error that was decided from stored state. It is a response like any other: stored under the idempotency key and replayed. */
export interface BusinessError {
  businessError: BusinessErrorCode;
  /** The items of an order that are not allowed. */
  details?: ErrorDetail[];
}

/** An error of the request itself. It is not stored, so the same idempotency key works after the request is corrected. */
export interface InvalidRequest {
  invalidRequest: InvalidRequestCode;
  details?: ErrorDetail[];
}

export const createBusinessError = (code: BusinessErrorCode): BusinessError => ({ businessError: code });

export const createInvalidRequest = (property: string, message: string, suggestion?: string): InvalidRequest => ({
  invalidRequest: 'VALIDATION_ERROR',
  details: [{ message, code: 'INVALID_VALUE', property, ...(suggestion && { suggestion }) }],
});

/** Creates the error for a caller without a scope. @param property - the header that names the caller */
export const createForbiddenRequest = (scope: string, property: string): InvalidRequest => ({
  invalidRequest: 'FORBIDDEN',
  details: [{ message: `requires the scope ${scope}`, code: 'INVALID_VALUE', property }],
});

/** Returns true for both kinds of errors. */
export const isDomainError = <T extends object>(
  value: T | BusinessError | InvalidRequest,
): value is BusinessError | InvalidRequest => 'businessError' in value || 'invalidRequest' in value;
