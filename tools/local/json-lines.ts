import { appendFileSync, closeSync, fstatSync, openSync, readSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';

/** The file with the published events of this machine, one per line. */
export const toEventFilePath = (folder: string): string => join(folder, 'events.ndjson');

/** Appends values to a file, one per line: all of them or none. */
export function appendJsonLines(file: string, values: object[]): void {
  if (values.length === 0) return;
  const lines = values.map(value => `${JSON.stringify(value)}\n`).join('');
  const text = (endsWithNewline(file) ? '' : '\n') + lines;
  const { size } = statSync(file);
  try {
    appendFileSync(file, text, { mode: 0o600 });
  } catch (error) {
    // On a full disk, a part may be written. It is removed, so that repeated attempts do not fill the file.
    truncateSync(file, size);
    throw error;
  }
}

/** The last line is incomplete if the machine crashed while it was written. */
function endsWithNewline(file: string): boolean {
  const fd = openSync(file, 'a+', 0o600);
  try {
    const { size } = fstatSync(fd);
    const last = Buffer.alloc(1);
    return size === 0 || (readSync(fd, last, 0, 1, size - 1) === 1 && last.toString() === '\n');
  } finally {
    closeSync(fd);
  }
}
