import { awsPrices, type PriceName } from './aws-prices.ts';

/** An amount of something that has a price, in the unit of the price. */
export interface Charge {
  price: PriceName;
  amount: number;
}

/** Adds up the prices in USD. */
export const sumCharges = (charges: Charge[]): number =>
  charges.reduce((sum, { price, amount }) => sum + amount * awsPrices[price].usd, 0);

/** Multiplies the amounts. */
export const scaleCharges = (charges: Charge[], factor: number): Charge[] =>
  charges.map(({ price, amount }) => ({ price, amount: amount * factor }));

/** Adds up the amount of one price. */
export const sumAmounts = (charges: Charge[], price: PriceName): number =>
  charges.filter(charge => charge.price === price).reduce((sum, { amount }) => sum + amount, 0);

/** Formats a price, with the digits that it needs. */
export const formatUsd = (usd: number): string => (Number(usd.toFixed(2)) === usd ? usd.toFixed(2) : String(usd));

/** Formats an amount and its cost, such as `5 × 0.125 = 0.63`. */
export function formatCharge(charges: Charge[], price: PriceName): string {
  const amount = sumAmounts(charges, price);
  if (amount === 0) return '—';
  const { usd } = awsPrices[price];
  return `${formatAmount(amount)} × ${formatUsd(usd)} = ${(amount * usd).toFixed(2)}`;
}

const formatAmount = (amount: number): string =>
  Number(amount.toPrecision(3)).toLocaleString('en-US', { maximumSignificantDigits: 3 });
