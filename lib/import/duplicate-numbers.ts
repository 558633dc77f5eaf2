import { createHash } from 'node:crypto';
import { isEraseLine } from './erase-line.ts';
import type { ImportLine } from './import-line.ts';
import type { ImportProblem } from './import-problem.ts';

/** The bits of a number in the map that hold the hash of the subscription. The rest is the line number. */
const subscriptionBits = 2 ** 20;

/**
 * Finds phone numbers and SIM cards that two live subscriptions of a file share. Only hashes are kept, in about 150 bytes per live
 * subscription. Two numbers with one hash would be a wrong warning; with a million subscriptions, this is one file in thousands.
 */
export function createDuplicateFinder(): (lineNumber: number, line: ImportLine) => ImportProblem[] {
  const firstUses = new Map<number, number>();
  const findFirstLine = (number: string, use: number): number | undefined => {
    const hash = hashText(number);
    const first = firstUses.get(hash);
    if (first === undefined) firstUses.set(hash, use);
    const isSameSubscription = first === undefined || first % subscriptionBits === use % subscriptionBits;
    return isSameSubscription ? undefined : Math.floor(first / subscriptionBits);
  };
  return (lineNumber, line) => {
    if (line.kind !== 'subscription' || isEraseLine(line) || line.status === 'CANCELLED') return [];
    const { tenantId, subscriptionId, msisdn, sim } = line;
    const use = lineNumber * subscriptionBits + (hashText(subscriptionId) % subscriptionBits);
    return [
      { field: 'msisdn', first: findFirstLine(`${tenantId} ${toInternationalForm(msisdn)}`, use) },
      { field: 'sim.iccid', first: findFirstLine(`${tenantId} sim ${sim.iccid}`, use) },
    ].flatMap(({ field, first }) =>
      first === undefined ? [] : [{ field, reason: `is also that of the live subscription in line ${first}` }],
    );
  };
}

const toInternationalForm = (msisdn: string): string => msisdn.replace(/^00(?=[1-9])/, '+');

/** Returns 48 bits of a hash, which a number holds exactly. */
const hashText = (text: string): number => createHash('sha256').update(text).digest().readUIntBE(0, 6);
