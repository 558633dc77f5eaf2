import { describe, expect, it } from 'vitest';
import type { Price } from '../../lib/contract/product-offering.ts';
import { computeBoundUntil, findDefaultEnd } from '../../lib/domain/effective-dates.ts';

const monthly = { period: 'MONTHLY', interval: 1 } as const;
const findEnd = (
  cancellationSchedule: 'INSTANT' | 'NEXT_RENEWAL',
  startsOn: string | undefined,
  terms: Pick<Price, 'boundMonths' | 'billingCycle'>,
  today: string,
) => {
  const price: Price = { currency: 'EUR', priceType: 'RECURRING', ...terms };
  const renewalTerms = startsOn && { renewsFrom: startsOn, boundUntil: computeBoundUntil(startsOn, price) };
  return findDefaultEnd(
    { cancellationSchedule, renewalTerms: renewalTerms || undefined, billingCycle: price.billingCycle },
    today,
  );
};
const endOf = (startsOn: string | undefined, terms: Pick<Price, 'boundMonths' | 'billingCycle'>, today: string) =>
  findEnd('NEXT_RENEWAL', startsOn, terms, today);

describe('the default end, without a date', () => {
  describe('when the schedule is INSTANT', () => {
    it.each([{}, { billingCycle: monthly }, { billingCycle: monthly, boundMonths: 24 }])('is today, with %o', price => {
      expect(findEnd('INSTANT', '2024-01-15', price, '2024-01-20')).toBe('2024-01-20');
    });
  });

  describe('when the schedule is NEXT_RENEWAL', () => {
    describe('with a billing cycle', () => {
      const price = { billingCycle: monthly };

      it.each([
        ['between two renewals is the next one', '2024-01-15', '2024-03-01', '2024-03-15'],
        ['the day before a renewal is that renewal', '2024-01-15', '2024-03-14', '2024-03-15'],
        ['on a renewal is the next one: today is not strictly after today', '2024-01-15', '2024-03-15', '2024-04-15'],
        ['on the first day is the first renewal', '2024-01-15', '2024-01-15', '2024-02-15'],
        ['at a month end clamps', '2024-01-31', '2024-02-01', '2024-02-29'],
        ['after a clamped month end does not stay clamped', '2024-01-31', '2024-02-29', '2024-03-31'],
      ])('asked for %s', (_case, begunOn, today, expected) => {
        expect(endOf(begunOn, price, today)).toBe(expected);
      });
    });

    describe('with a billing cycle and bound months', () => {
      const bound = (boundMonths: number, interval = 1) => ({
        boundMonths,
        billingCycle: { period: 'MONTHLY' as const, interval },
      });

      it('is the renewal on the day the bound months end', () => {
        expect(endOf('2024-01-15', bound(12), '2024-03-01')).toBe('2025-01-15');
      });

      it('is the first renewal after the bound months if they end between two renewals', () => {
        expect(endOf('2024-01-15', bound(4, 3), '2024-03-01')).toBe('2024-07-15');
      });

      it('is the next renewal on the day the bound months end, and later', () => {
        expect(endOf('2024-01-15', bound(12), '2025-01-14')).toBe('2025-01-15');
        expect(endOf('2024-01-15', bound(12), '2025-01-15')).toBe('2025-02-15');
        expect(endOf('2024-01-15', bound(12), '2025-06-01')).toBe('2025-06-15');
      });

      it('clamps renewals and bound months in the same way', () => {
        expect(endOf('2023-08-31', bound(6), '2023-09-01')).toBe('2024-02-29');
        expect(
          endOf('2024-02-29', { boundMonths: 12, billingCycle: { period: 'YEARLY', interval: 1 } }, '2024-03-01'),
        ).toBe('2025-02-28');
      });

      it('is a renewal, not the end of the bound months, if the cycle is in weeks', () => {
        const price = { boundMonths: 1, billingCycle: { period: 'WEEKLY' as const, interval: 1 } };
        expect(endOf('2024-01-15', price, '2024-01-16')).toBe('2024-02-19');
      });

      it('treats 0 bound months as none', () => {
        expect(endOf('2024-01-15', bound(0), '2024-01-20')).toBe('2024-02-15');
      });
    });

    describe('with bound months but without a billing cycle', () => {
      const price = { boundMonths: 3 };

      it('is the end of the bound months', () => {
        expect(endOf('2023-11-30', price, '2024-01-15')).toBe('2024-02-29');
      });

      it('is today once the bound months are over, including their last day', () => {
        expect(endOf('2023-11-30', price, '2024-02-29')).toBe('2024-02-29');
        expect(endOf('2023-11-30', price, '2024-03-01')).toBe('2024-03-01');
      });
    });

    it('is the next renewal without bound months, also for a cycle shorter than a month', () => {
      expect(endOf('2024-01-15', { billingCycle: { period: 'DAILY', interval: 1 } }, '2024-01-15')).toBe('2024-01-16');
      expect(endOf('2024-01-15', { billingCycle: { period: 'WEEKLY', interval: 1 } }, '2024-01-16')).toBe('2024-01-22');
    });

    it('is today without a billing cycle and bound months', () => {
      expect(endOf('2023-11-30', {}, '2024-01-15')).toBe('2024-01-15');
      expect(endOf('2024-01-14', {}, '2024-01-15')).toBe('2024-01-15');
    });

    it('is today for a license that never started', () => {
      expect(endOf(undefined, { billingCycle: monthly, boundMonths: 12 }, '2024-01-15')).toBe('2024-01-15');
    });
  });
});
