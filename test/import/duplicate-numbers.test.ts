import { expect, it } from 'vitest';
import { createDuplicateFinder } from '../../lib/import/duplicate-numbers.ts';
import { parseImportLine } from '../../lib/import/import-line.ts';
import { aCustomerLine, aSubscriptionLine } from './sample-lines.ts';

/** Returns the warnings of a file as `line field`. */
function findWarnings(...lines: object[]): string[] {
  const findDuplicates = createDuplicateFinder();
  return lines.flatMap((line, index) => {
    const parsed = parseImportLine(Buffer.from(JSON.stringify({ tenantId: 'tenant', ...line })));
    if (Array.isArray(parsed)) throw new Error(JSON.stringify(parsed));
    return findDuplicates(index + 1, parsed).map(({ field, reason }) => `${index + 1} ${field} ${reason}`);
  });
}

const other = (fields: object = {}) =>
  aSubscriptionLine({ subscriptionId: 'other', sim: { esim: false, iccid: '8949020000123456000' }, ...fields });

it('two live subscriptions with one number or one SIM card are a warning', () => {
  expect(findWarnings(aCustomerLine(), aSubscriptionLine(), other())).toEqual([
    '3 msisdn is also that of the live subscription in line 2',
  ]);
  expect(
    findWarnings(aSubscriptionLine(), other({ msisdn: '110', sim: { esim: true, iccid: '89490200001234567890F' } })),
  ).toEqual(['2 sim.iccid is also that of the live subscription in line 1']);
  expect(findWarnings(aSubscriptionLine(), other({ msisdn: '004915112345678' }))).toHaveLength(1);
});

it.each([
  ['another tenant', other({ tenantId: 'two' })],
  ['a subscription that has ended', other({ status: 'CANCELLED' })],
  ['another line of the same subscription', aSubscriptionLine()],
  ['another number', other({ msisdn: '+4915112345679' })],
])('%s is none', (_title, line) => expect(findWarnings(aSubscriptionLine(), line)).toEqual([]));
