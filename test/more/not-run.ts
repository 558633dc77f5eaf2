const missing: string[] = [];

/** Notes a part of `npm run test:more` that this machine cannot run. @param reason - what is missing */
export function noteNotRun(part: string, reason: string): void {
  missing.push(`${part} (${reason})`);
}

/** One line about the parts that did not run. */
export const formatNotRun = (): string => (missing.length > 0 ? `Not run: ${missing.join(', ')}.` : 'Every part ran.');
