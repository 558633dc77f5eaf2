import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** Writes a module that sets the clock of a process back. @returns the option of Node that loads it */
export function writeEarlierClock(scratch: string, byMs: number): string {
  const file = join(scratch, `clock-${byMs}-ms-earlier.mjs`);
  writeFileSync(file, buildEarlierClock(byMs));
  return `--import=${pathToFileURL(file)}`;
}

const buildEarlierClock = (byMs: number): string => `
const RealDate = Date;
globalThis.Date = class extends RealDate {
  constructor(...values) {
    super(...(values.length === 0 ? [RealDate.now() - ${byMs}] : values));
  }
  static now() {
    return RealDate.now() - ${byMs};
  }
};
`;
