import { Temporal } from 'temporal-polyfill';
import type { BillingCycle } from '../schemas/product-offering.ts';

/** A calendar date `YYYY-MM-DD`; compares as text. */
export type CalendarDate = string;
/** An instant `YYYY-MM-DDTHH:mm:ss.sssZ` in UTC; compares as text. */
export type Instant = string;

export const toInstant = (epochMs: number): Instant => new Date(epochMs).toISOString();

/** The day it is in a time zone (an IANA name). */
export function dateIn(timeZone: string, instant: Instant): CalendarDate {
  return Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone).toPlainDate().toString();
}

/** The first instant of a day: 01:00 where the clocks skip midnight. */
export function startOfDay(timeZone: string, date: CalendarDate): Instant {
  return toInstant(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone }).epochMilliseconds);
}

/** Counts from the given day and clamps to the end of a month: 31 January + 1 month is 28 or 29 February. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return Temporal.PlainDate.from(date).add({ months }).toString();
}

/**
 * The first renewal after one day and not before another. Renewals are `start` + n cycles, n ≥ 1, each counted from the start,
 * so that a month end that was clamped once does not stay clamped.
 */
export function firstRenewal(
  start: CalendarDate,
  cycle: BillingCycle,
  { after, notBefore }: { after: CalendarDate; notBefore: CalendarDate },
): CalendarDate {
  const from = Temporal.PlainDate.from(start);
  const unit = units[cycle.period];
  const elapsed = from.until(after > notBefore ? after : notBefore, { largestUnit: unit })[unit];
  for (let n = Math.max(1, Math.floor(elapsed / cycle.interval)); ; n++) {
    const renewal = from.add({ [unit]: n * cycle.interval }).toString();
    if (renewal > after && renewal >= notBefore) return renewal;
  }
}

const units = { DAILY: 'days', WEEKLY: 'weeks', MONTHLY: 'months', YEARLY: 'years' } as const;
