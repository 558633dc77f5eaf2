/** Why an import cannot go on, as a sentence a person can act on. What went in stays in; a repeated import finds it unchanged. */
export class ImportError extends Error {
  override name = 'ImportStopped';
}

/** For {@link ImportError}: the database does not answer. @param cause - what it said last */
export const createUnavailableError = (cause: unknown): ImportError =>
  new ImportError(`The database does not answer${formatCause(cause)}. Import the file again once it does.`, { cause });

const formatCause = (cause: unknown): string => (cause === undefined ? '' : ` (${toDatabaseMessage(cause)})`);

/** For {@link ImportError}: no line could ever go in. @param cause - what the database said */
export const createRefusedError = (cause: unknown): ImportError =>
  new ImportError(`The database refuses the import: ${toDatabaseMessage(cause)}.`, { cause });

/** What the database said, in one line and without its full stop. */
export function toDatabaseMessage(cause: unknown): string {
  const text = cause instanceof Error ? cause.message || cause.name : cause;
  const [first = ''] = (typeof text === 'string' ? text : JSON.stringify(text)).split('\n');
  return first.replace(/\.$/, '');
}
