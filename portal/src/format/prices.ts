import type { components } from '../../../client/src/index.ts';

const periods = { DAILY: 'day', WEEKLY: 'week', MONTHLY: 'month', YEARLY: 'year' } as const;

/** Writes a price in words: €9.90 per month, for at least 3 months. */
export function toPriceText({
  currency,
  priceType,
  netPrice,
  discount,
  billingCycle,
  boundMonths,
}: components['schemas']['Price']): string {
  const toAmount = (amount: number) => new Intl.NumberFormat('en-GB', { style: 'currency', currency }).format(amount);
  return [
    netPrice === undefined ? 'No price' : toAmount(netPrice),
    priceType === 'ONE_TIME' ? ' once' : billingCycle ? ` per ${toCycleText(billingCycle)}` : '',
    discount ? `, discount ${toAmount(discount)}` : '',
    boundMonths ? `, for at least ${boundMonths} ${boundMonths === 1 ? 'month' : 'months'}` : '',
  ].join('');
}

const toCycleText = ({ period, interval }: components['schemas']['BillingCycle']): string =>
  interval === 1 ? periods[period] : `${interval} ${periods[period]}s`;
