/** Why an import cannot go on, as a sentence a person can act on. What went in stays in; a repeated import finds it unchanged. */
export class ImportStopped extends Error {
  override name = 'ImportStopped';
}

/** For {@link ImportStopped}: the database does not answer. @param cause - what it said last */
export const unavailable = (cause: unknown): ImportStopped =>
  new ImportStopped(`The database does not answer${because(cause)}. Import the file again once it does.`, { cause });

const because = (cause: unknown): string => (cause === undefined ? '' : ` (${messageOf(cause)})`);

/** For {@link ImportStopped}: no line could ever go in. @param cause - what the database said */
export const refusedByDatabase = (cause: unknown): ImportStopped =>
  new ImportStopped(`The database refuses the import: ${messageOf(cause)}.`, { cause });

/** What the database said, in one line and without its full stop. */
export function messageOf(cause: unknown): string {
  const text = cause instanceof Error ? cause.message || cause.name : cause;
  const [first = ''] = (typeof text === 'string' ? text : JSON.stringify(text)).split('\n');
  return first.replace(/\.$/, '');
}
