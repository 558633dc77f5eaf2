import type { BillingCycle, Price } from '../contract/product-offering.ts';

/**
 * Compares the net prices of two offerings per year of 12 months or 365 days. Discounts are ignored. Returns undefined if they are not
 * comparable: without a net price, with different currencies or price types, or if only one has a billing cycle.
 *
 * @returns a negative number, 0 or a positive number if the first price is lower, equal or higher
 */
export function compareYearlyPrices(first: Price, second: Price): number | undefined {
  if (first.netPrice === undefined || second.netPrice === undefined) return undefined;
  if (first.currency !== second.currency || first.priceType !== second.priceType) return undefined;
  const isRecurring = first.priceType === 'RECURRING';
  if (isRecurring && !first.billingCycle !== !second.billingCycle) return undefined;
  const [a, b] = [toCyclesPerYear(first), toCyclesPerYear(second)];
  const difference =
    toExactAmount(first.netPrice) * a.cycles * b.years - toExactAmount(second.netPrice) * b.cycles * a.years;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Number of billing cycles in a number of years, as integers. An amount without a cycle is compared as it is. */
function toCyclesPerYear({ priceType, billingCycle }: Price): { cycles: bigint; years: bigint } {
  if (priceType === 'ONE_TIME' || !billingCycle) return { cycles: 1n, years: 1n };
  const { periods, years } = periodsPerYear[billingCycle.period];
  return { cycles: periods, years: years * BigInt(billingCycle.interval) };
}

const periodsPerYear: Record<BillingCycle['period'], { periods: bigint; years: bigint }> = {
  DAILY: { periods: 365n, years: 1n },
  WEEKLY: { periods: 365n, years: 7n },
  MONTHLY: { periods: 12n, years: 1n },
  YEARLY: { periods: 1n, years: 1n },
};

/** Amounts have at most 9 decimals. As an integer, 12 × 9.9 equals 118.8, which it does not in binary. */
const toExactAmount = (amount: number): bigint => BigInt(amount.toFixed(12).replace('.', ''));
