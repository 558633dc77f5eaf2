import type { ErrorDetail, RefusalCode, RejectionCode } from '../schemas/error.ts';

/** A rule said no because of what is stored: an answer like any other, kept under the idempotency key. */
export interface Rejection {
  rejected: RejectionCode;
}

/** The request cannot be carried out as it is, or not now: nothing is kept. */
export interface Refusal {
  refused: RefusalCode;
  details?: ErrorDetail[];
}

export const rejected = (code: RejectionCode): Rejection => ({ rejected: code });

export const invalid = (property: string, message: string, suggestion?: string): Refusal => ({
  refused: 'VALIDATION_ERROR',
  details: [{ message, code: 'INVALID_VALUE', property, ...(suggestion && { suggestion }) }],
});

/** True for a rule's no, of either kind. */
export const isNo = <T extends object>(value: T | Rejection | Refusal): value is Rejection | Refusal =>
  'rejected' in value || 'refused' in value;
