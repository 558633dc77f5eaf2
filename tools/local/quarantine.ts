import { join } from 'node:path';
import { toErrorMessage } from './error-message.ts';
import { appendJsonLines } from './json-lines.ts';

/** Keeps what can never be processed, and prints one sentence about it. */
export type QuarantineEntry = (description: string, content: unknown, cause: unknown) => void;

/** The local substitute for the failure bucket and the dead-letter queue: a file in the folder, one entry per line. */
export function createQuarantine(folder: string, now: () => number): QuarantineEntry {
  const file = join(folder, 'quarantine.ndjson');
  return (description, content, cause) => {
    const reason = toErrorMessage(cause).replace(/\.$/, '');
    appendJsonLines(file, [{ at: new Date(now()).toISOString(), description, reason, content }]);
    console.error(`${description} could not be processed and was moved to ${file}: ${reason}.`);
  };
}
