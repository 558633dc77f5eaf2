import { UserError } from '../../lib/user-error.ts';

/** What a person is told when something fails: never a stack, which says nothing to them. */
export function toErrorMessage(error: unknown): string {
  if (error instanceof UserError) return error.message;
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return text.replace(/\s+/g, ' ').trim();
}
