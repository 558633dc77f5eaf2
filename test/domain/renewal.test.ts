import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BillingCycle } from '../../lib/contract/product-offering.ts';
import { findFirstRenewal } from '../../lib/domain/calendar.ts';

const dayMs = 86_400_000;
const textOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
const longAgo = '1000-01-01';

/** Adds months and clamps to the end of the month, without a calendar library. */
function plusMonths(date: string, months: number): string {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  return textOf(first.getTime() + (Math.min(day, last) - 1) * dayMs);
}

function renewal(start: string, { period, interval }: BillingCycle, n: number): string {
  const count = n * interval;
  switch (period) {
    case 'DAILY':
      return textOf(Date.parse(start) + count * dayMs);
    case 'WEEKLY':
      return textOf(Date.parse(start) + count * 7 * dayMs);
    case 'MONTHLY':
      return plusMonths(start, count);
    case 'YEARLY':
      return plusMonths(start, count * 12);
  }
}

function findRenewalPlainly(
  start: string,
  cycle: BillingCycle,
  { after, notBefore }: { after: string; notBefore: string },
) {
  for (let n = 1; ; n++) {
    const day = renewal(start, cycle, n);
    if (day > after && day >= notBefore) return day;
  }
}

const dayBetween = (from: string, to: string) =>
  fc.integer({ min: Date.parse(from) / dayMs, max: Date.parse(to) / dayMs }).map(day => textOf(day * dayMs));
const anyCycle = fc.record({
  period: fc.constantFrom('DAILY' as const, 'WEEKLY' as const, 'MONTHLY' as const, 'YEARLY' as const),
  interval: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 100 })),
});

describe('the first renewal', () => {
  const monthly = { period: 'MONTHLY', interval: 1 } as const;

  it.each([
    ['the day after the start', '2024-01-31', '2024-02-01', '2024-02-29'],
    ['the day before a renewal', '2024-01-31', '2024-02-28', '2024-02-29'],
    ['a renewal: that day itself is not after it', '2024-01-31', '2024-02-29', '2024-03-31'],
    ['the day after a clamped one: it does not stay clamped', '2024-01-31', '2024-03-01', '2024-03-31'],
    ['the start: the start is no renewal', '2024-01-15', '2024-01-15', '2024-02-15'],
    ['a day long before the start', '2024-01-15', '2023-06-01', '2024-02-15'],
  ])('after %s', (_case, start, after, expected) => {
    expect(findFirstRenewal(start, monthly, { after, notBefore: longAgo })).toBe(expected);
  });

  it.each([
    ['every day', { period: 'DAILY', interval: 1 }, '2024-02-28', '2024-02-29'],
    ['every ten days', { period: 'DAILY', interval: 10 }, '2024-01-25', '2024-02-04'],
    ['every week', { period: 'WEEKLY', interval: 1 }, '2024-01-22', '2024-01-29'],
    ['every two weeks', { period: 'WEEKLY', interval: 2 }, '2024-01-15', '2024-01-29'],
    ['every three months', { period: 'MONTHLY', interval: 3 }, '2024-04-15', '2024-07-15'],
    ['every year', { period: 'YEARLY', interval: 1 }, '2024-06-01', '2025-01-15'],
    ['every two years', { period: 'YEARLY', interval: 2 }, '2025-01-15', '2026-01-15'],
  ] as const)('of what is paid %s since 15 January 2024 follows the cycle', (_case, cycle, after, expected) => {
    expect(findFirstRenewal('2024-01-15', cycle, { after, notBefore: longAgo })).toBe(expected);
  });

  it('returns to the leap day in leap years only', () => {
    const yearly = { period: 'YEARLY', interval: 1 } as const;
    expect(findFirstRenewal('2024-02-29', yearly, { after: '2024-03-01', notBefore: longAgo })).toBe('2025-02-28');
    expect(findFirstRenewal('2024-02-29', yearly, { after: '2027-03-01', notBefore: longAgo })).toBe('2028-02-29');
  });

  it('may be the earliest allowed date', () => {
    const bounds = { after: '2024-02-01', notBefore: '2024-07-15' };
    expect(findFirstRenewal('2024-01-15', monthly, bounds)).toBe('2024-07-15');
    expect(findFirstRenewal('2024-01-15', monthly, { ...bounds, notBefore: '2024-07-16' })).toBe('2024-08-15');
  });

  it('equals the result of counting from the start', () => {
    fc.assert(
      fc.property(
        dayBetween('2000-01-01', '2030-12-31'),
        anyCycle,
        dayBetween('1999-01-01', '2040-12-31'),
        dayBetween('1999-01-01', '2040-12-31'),
        (start, cycle, after, notBefore) => {
          expect(findFirstRenewal(start, cycle, { after, notBefore })).toBe(
            findRenewalPlainly(start, cycle, { after, notBefore }),
          );
        },
      ),
      { seed: 3, numRuns: 300 },
    );
  });

  it('is found at every month end, for each day', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('2023-12-31', '2024-01-31', '2024-02-29', '2024-01-30', '2023-03-31'),
        fc.constantFrom('MONTHLY' as const, 'YEARLY' as const),
        fc.integer({ min: 1, max: 13 }),
        dayBetween('2023-12-01', '2032-12-31'),
        (start, period, interval, after) => {
          const bounds = { after, notBefore: start };
          expect(findFirstRenewal(start, { period, interval }, bounds)).toBe(
            findRenewalPlainly(start, { period, interval }, bounds),
          );
        },
      ),
      { seed: 4, numRuns: 300 },
    );
  });
});
