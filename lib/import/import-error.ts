import { UserError } from '../user-error.ts';

/**
 * Error that ends an import, with a sentence that a person can act on. Lines that were stored stay stored; a repeated import reports them as
 * unchanged.
 */
export class ImportError extends UserError {
  override name = 'ImportError';
}

/** Creates the error for a database that does not respond. @param cause - the last error */
export const createUnavailableError = (cause: unknown): ImportError =>
  new ImportError(`The database does not answer${formatCause(cause)}. Import the file again once it does.`, { cause });

const formatCause = (cause: unknown): string => (cause === undefined ? '' : ` (${toDatabaseMessage(cause)})`);

/** Creates the error for a database that refuses every line. @param cause - the error of the database */
export const createRefusedError = (cause: unknown): ImportError =>
  new ImportError(`The database refuses the import: ${toDatabaseMessage(cause)}.`, { cause });

/** Returns the message of a database error in one line, without the final full stop. */
export function toDatabaseMessage(cause: unknown): string {
  const text = cause instanceof Error ? cause.message || cause.name : cause;
  const [first = ''] = (typeof text === 'string' ? text : JSON.stringify(text)).split('\n');
  return first.replace(/\.$/, '');
}
