import type { BusinessErrorCode, ErrorDetail, InvalidRequestCode } from '../contract/errors.ts';

/** A rule said no because of what is stored: an answer like any other, kept under the idempotency key. */
export interface BusinessError {
  businessError: BusinessErrorCode;
}

/** The request cannot be carried out as it is, or not now: nothing is kept. */
export interface InvalidRequest {
  invalidRequest: InvalidRequestCode;
  details?: ErrorDetail[];
}

export const createBusinessError = (code: BusinessErrorCode): BusinessError => ({ businessError: code });

export const createInvalidRequest = (property: string, message: string, suggestion?: string): InvalidRequest => ({
  invalidRequest: 'VALIDATION_ERROR',
  details: [{ message, code: 'INVALID_VALUE', property, ...(suggestion && { suggestion }) }],
});

/** True for a rule's no, of either kind. */
export const isDomainError = <T extends object>(
  value: T | BusinessError | InvalidRequest,
): value is BusinessError | InvalidRequest => 'businessError' in value || 'invalidRequest' in value;
