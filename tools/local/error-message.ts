import { describeError } from '../../lib/observability/describe-error.ts';
import { UserError } from '../../lib/user-error.ts';

/** Describes an error to a person in one line, without a stack trace. */
export function toErrorMessage(error: unknown): string {
  if (error instanceof UserError) return error.message;
  const { code, address, port } = (error ?? {}) as NodeJS.ErrnoException & { address?: string; port?: number };
  if (code === 'ECONNREFUSED') return `No program answers at ${address}:${port}.`;
  return describeError(error).replace(/\s+/g, ' ').trim();
}
