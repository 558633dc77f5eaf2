import type { ImportLine } from './import-line.ts';
import type { ImportProblem } from './import-problem.ts';

interface FirstUse {
  line: number;
  subscriptionId: string;
}

/**
 * Finds phone numbers and SIM cards that two live subscriptions of a file share. Memory grows with the number of live
 * subscriptions.
 */
export function createDuplicateFinder(): (lineNumber: number, line: ImportLine) => ImportProblem[] {
  const firstUses = new Map<string, FirstUse>();
  const findFirstUse = (number: string, use: FirstUse): FirstUse | undefined => {
    const first = firstUses.get(number);
    if (!first) firstUses.set(number, use);
    return first?.subscriptionId === use.subscriptionId ? undefined : first;
  };
  return (lineNumber, line) => {
    if (line.kind !== 'subscription' || line.status === 'CANCELLED') return [];
    const { tenantId, subscriptionId, msisdn, sim } = line;
    const use = { line: lineNumber, subscriptionId };
    return [
      { field: 'msisdn', first: findFirstUse(`${tenantId} ${toInternationalForm(msisdn)}`, use) },
      { field: 'sim.iccid', first: findFirstUse(`${tenantId} sim ${sim.iccid}`, use) },
    ].flatMap(({ field, first }) =>
      first
        ? [{ field, reason: `is also that of the live subscription ${first.subscriptionId} in line ${first.line}` }]
        : [],
    );
  };
}

const toInternationalForm = (msisdn: string): string => msisdn.replace(/^00(?=[1-9])/, '+');
