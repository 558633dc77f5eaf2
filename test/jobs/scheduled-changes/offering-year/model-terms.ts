import { type PassedTime, toDayNumber, walkToDay } from '../../../support/day-walk.ts';

/* The rules of renewals as the contract states them, by counting days. Nothing here uses code of the product. */

export interface ModelCycle {
  period: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  interval: number;
}

type ModelSchedule = 'INSTANT' | 'NEXT_RENEWAL';

/** A product offering of the model. */
export interface ModelOffering {
  productOfferingId: string;
  cancellationSchedule: ModelSchedule;
  boundMonths: number;
  cycle: ModelCycle | undefined;
  /** The schedule of a change to each offering that is allowed. */
  changes: Record<string, ModelSchedule>;
}

/** The dates from which the renewals of a license or an add-on follow. */
export interface ModelRenewals {
  offering: ModelOffering;
  renewsFrom: string;
  boundUntil: string | undefined;
}

function isRenewal({ period, interval }: ModelCycle, { days, months, isMonthDay }: PassedTime): boolean {
  if (period === 'DAILY') return days % interval === 0;
  if (period === 'WEEKLY') return days % (7 * interval) === 0;
  return isMonthDay && months % (period === 'YEARLY' ? 12 * interval : interval) === 0;
}

/** Finds the first renewal after today that is not before a day and not before the end of the minimum term. */
function findNextRenewal(cycle: ModelCycle, renewsFrom: string, today: string, notBefore: string): string {
  const [after, earliest] = [toDayNumber(today), toDayNumber(notBefore)];
  return walkToDay(renewsFrom, (passed, day) => day > after && day >= earliest && isRenewal(cycle, passed));
}

export const findLaterDay = (first: string, second = first): string => (first > second ? first : second);

/** Returns the day of a change or a cancellation at the next renewal. Without a cycle, only the minimum term counts. */
export function findRenewalDay({ offering, renewsFrom, boundUntil }: ModelRenewals, today: string, earliest: string) {
  const notBefore = findLaterDay(earliest, boundUntil);
  return offering.cycle ? findNextRenewal(offering.cycle, renewsFrom, today, notBefore) : notBefore;
}

/** Returns the day of a cancellation without a day, once something has started. */
export const findDefaultEndDay = (renewals: ModelRenewals, today: string): string =>
  renewals.offering.cancellationSchedule === 'INSTANT' ? today : findRenewalDay(renewals, today, today);

/** Returns the end of the minimum term of an offering that is in effect from a day on. */
export const findModelBound = (from: string, { boundMonths }: ModelOffering): string | undefined =>
  boundMonths === 0 ? undefined : walkToDay(from, ({ months, isMonthDay }) => months === boundMonths && isMonthDay);

export const isSameModelCycle = ({ cycle: a }: ModelOffering, { cycle: b }: ModelOffering): boolean =>
  a?.period === b?.period && a?.interval === b?.interval;
