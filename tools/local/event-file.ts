import { appendFileSync, closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import type { TenantEvent } from '../../lib/contract/event.ts';

/** Where the events of this machine are found: one a line. */
export const toEventFilePath = (folder: string): string => join(folder, 'events.ndjson');

/** Adds events at the end. Those of others before stay as they are. */
export function appendEvents(file: string, events: TenantEvent[]): void {
  if (events.length === 0) return;
  const lines = events.map(event => `${JSON.stringify(event)}\n`).join('');
  appendFileSync(file, (endsInLine(file) ? '' : '\n') + lines, { mode: 0o600 });
}

/** False after a machine that went down in the middle of one. */
function endsInLine(file: string): boolean {
  const fd = openSync(file, 'a+', 0o600);
  try {
    const { size } = fstatSync(fd);
    const last = Buffer.alloc(1);
    return size === 0 || (readSync(fd, last, 0, 1, size - 1) === 1 && last.toString() === '\n');
  } finally {
    closeSync(fd);
  }
}
