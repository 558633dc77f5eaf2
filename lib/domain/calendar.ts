import * as Instants from 'temporal-polyfill/fns/Instant';
import * as PlainDates from 'temporal-polyfill/fns/PlainDate';
import * as ZonedDateTimes from 'temporal-polyfill/fns/ZonedDateTime';
import type { CalendarDate, Instant } from '../contract/field-types.ts';
import type { BillingCycle } from '../contract/product-offering.ts';

/** The milliseconds of an hour. */
export const hourMs = 3_600_000;

export const toInstant = (epochMs: number): Instant => new Date(epochMs).toISOString();

/** Returns the calendar date of an instant in a time zone (an IANA name). */
export function toDateInZone(timeZone: string, instant: Instant): CalendarDate {
  const at = Instants.fromEpochMilliseconds(Date.parse(instant));
  return PlainDates.toString(ZonedDateTimes.toPlainDate(Instants.toZonedDateTimeISO(at, timeZone)));
}

/** Returns the first instant of a day. This is 01:00 where a clock change skips midnight. */
export function toStartOfDay(timeZone: string, date: CalendarDate): Instant {
  return toInstant(PlainDates.toZonedDateTime(toPlainDate(date), timeZone).epochMilliseconds);
}

export const addDays = (date: CalendarDate, days: number): CalendarDate =>
  PlainDates.toString(PlainDates.addDays(toPlainDate(date), days));

/** Adds months and clamps to the end of the month: 31 January + 1 month is 28 or 29 February. */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  return PlainDates.toString(PlainDates.addMonths(toPlainDate(date), months));
}

/**
 * Returns the first renewal that is after one date and not before another. Renewals are `start` + n cycles (n ≥ 1). Each is
 * counted from the start, so that clamping to a short month does not carry over to later renewals.
 */
export function findFirstRenewal(
  start: CalendarDate,
  cycle: BillingCycle,
  { after, notBefore }: { after: CalendarDate; notBefore: CalendarDate },
): CalendarDate {
  const from = toPlainDate(start);
  const { add, elapse } = periodUnits[cycle.period];
  const elapsed = elapse(from, toPlainDate(after > notBefore ? after : notBefore), 'trunc');
  for (let cycles = Math.max(1, Math.floor(elapsed / cycle.interval)); ; cycles++) {
    const renewal = PlainDates.toString(add(from, cycles * cycle.interval));
    if (renewal > after && renewal >= notBefore) return renewal;
  }
}

const periodUnits = {
  DAILY: { add: PlainDates.addDays, elapse: PlainDates.diffDays },
  WEEKLY: { add: PlainDates.addWeeks, elapse: PlainDates.diffWeeks },
  MONTHLY: { add: PlainDates.addMonths, elapse: PlainDates.diffMonths },
  YEARLY: { add: PlainDates.addYears, elapse: PlainDates.diffYears },
} as const;

const toPlainDate = (date: CalendarDate): PlainDates.Record =>
  PlainDates.create(Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10)));
