import { describe, expect, it } from 'vitest';
import type { BillingCycle, Price } from '../../lib/contract/product-offering.ts';
import { compareYearlyPrices } from '../../lib/domain/compare-prices.ts';

const price = (netPrice: number | undefined, period?: BillingCycle['period'], interval = 1): Price => ({
  currency: 'EUR',
  priceType: 'RECURRING',
  ...(netPrice !== undefined && { netPrice }),
  ...(period && { billingCycle: { period, interval } }),
});

describe('comparing the net prices of two offerings per year', () => {
  it.each([
    ['a monthly price with its exact yearly price', price(9.9, 'MONTHLY'), price(118.8, 'YEARLY'), 0],
    ['a monthly price with three months of it', price(9.9, 'MONTHLY'), price(29.7, 'MONTHLY', 3), 0],
    ['a lower monthly price', price(7.9, 'MONTHLY'), price(9.9, 'MONTHLY'), -1],
    ['a yearly price with a lower one for two years', price(100, 'YEARLY'), price(199, 'YEARLY', 2), 1],
    ['365 days with a year', price(1, 'DAILY'), price(365, 'YEARLY'), 0],
    ['weeks with days', price(7, 'WEEKLY'), price(1, 'DAILY'), 0],
    ['52 weeks with a year, which has one day more', price(1, 'WEEKLY'), price(52, 'YEARLY'), 1],
    ['the smallest amounts', price(1e-9, 'MONTHLY'), price(2e-9, 'MONTHLY'), -1],
    ['large amounts', price(1e15, 'MONTHLY'), price(1e15 - 0.125, 'MONTHLY'), 1],
    ['a credit with no price at all', price(-1, 'MONTHLY'), price(0, 'MONTHLY'), -1],
    ['recurring prices without a cycle as they are', price(5), price(4), 1],
  ])('compares %s', (_case, first, second, expected) => {
    expect(compareYearlyPrices(first, second)).toBe(expected);
    expect(compareYearlyPrices(second, first)).toBe(expected === 0 ? 0 : -expected);
  });

  it('ignores discounts and the cycle of one-time prices', () => {
    expect(compareYearlyPrices({ ...price(9, 'MONTHLY'), discount: 8 }, price(9, 'MONTHLY'))).toBe(0);
    const once = { currency: 'EUR', priceType: 'ONE_TIME', netPrice: 10 } as const;
    expect(compareYearlyPrices(once, { ...once, billingCycle: { period: 'DAILY', interval: 1 } })).toBe(0);
  });

  it.each([
    ['without a net price', price(undefined, 'MONTHLY'), price(1, 'MONTHLY')],
    ['with different currencies', price(1, 'MONTHLY'), { ...price(1, 'MONTHLY'), currency: 'CHF' }],
    ['with different price types', price(1, 'MONTHLY'), { ...price(1, 'MONTHLY'), priceType: 'ONE_TIME' } as const],
    ['if only one has a billing cycle', price(1, 'MONTHLY'), price(1)],
  ])('does not compare prices %s', (_case, first, second) => {
    expect(compareYearlyPrices(first, second)).toBeUndefined();
    expect(compareYearlyPrices(second, first)).toBeUndefined();
  });
});
