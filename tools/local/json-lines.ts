import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';

/** The file with the published events of this machine, one per line. */
export const toEventFilePath = (folder: string): string => join(folder, 'events.ndjson');

/** Appends values to a file, one per line. */
export function appendJsonLines(file: string, values: object[]): void {
  if (values.length === 0) return;
  const lines = values.map(value => `${JSON.stringify(value)}\n`).join('');
  appendFileSync(file, (endsWithNewline(file) ? '' : '\n') + lines, { mode: 0o600 });
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
