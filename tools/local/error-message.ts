import { describeError } from '../../lib/observability/describe-error.ts';
import { UserError } from '../../lib/user-error.ts';

/** What a person is told when something fails: never a stack, which says nothing to them. */
export function toErrorMessage(error: unknown): string {
  if (error instanceof UserError) return error.message;
  return describeError(error).replace(/\s+/g, ' ').trim();
}
