import { buildErrorBody, type ErrorBody } from '../../lib/contract/errors.ts';
import { UserError } from '../../lib/user-error.ts';

/** An error response of an operation. Its message is for the person who uses the tool. */
export class OperationError extends UserError {
  override name = 'OperationError';
  readonly code: ErrorBody['code'];

  constructor({ code, message, details = [] }: ErrorBody) {
    // The hint of a stored error speaks of the client's idempotency key. That of a validation error speaks of the list of details.
    const hint = code === 'VALIDATION_ERROR' ? undefined : buildErrorBody(code).hint;
    const problems = details.map(detail => ` ${detail.property} ${detail.message}.`).join('');
    super(`${message}${problems}${hint === undefined ? '' : ` ${hint}`}`);
    this.code = code;
  }
}
