import type { CalendarDate, Instant } from '../contract/field-types.ts';
import { toDateInZone, toStartOfDay } from '../domain/calendar.ts';
import { type EffectiveDate, endPeriod, isDue, markApplied, type Period } from '../domain/effective-dates.ts';

/** Converts an instant to an effective date. */
const toEffectiveInstant = (at: Instant, timeZone: string): EffectiveDate => ({ on: toDateInZone(timeZone, at), at });

/** Converts a calendar date. It is in effect from its first instant. */
const toEffectiveDay = (on: CalendarDate, timeZone: string): EffectiveDate => ({ on, at: toStartOfDay(timeZone, on) });

/** Dates of a line: past changes as instants, future changes as calendar dates. */
export interface ImportedDates {
  startedAt?: Instant | undefined;
  startsOn?: CalendarDate | undefined;
  endedAt?: Instant | undefined;
  endsOn?: CalendarDate | undefined;
}

/** Builds the period of a new license or add-on from the dates of its line. */
export function buildPeriod(
  { startedAt, startsOn, endedAt, endsOn }: ImportedDates,
  timeZone: string,
  now: Instant,
): Period {
  const starts = toStatedDate(startedAt, startsOn, timeZone);
  const ends = toStatedDate(endedAt, endsOn, timeZone);
  const period = markApplied({ starts }, now);
  return markApplied(ends ? endPeriod(period, ends) : period, now);
}

const toStatedDate = (
  at: Instant | undefined,
  on: CalendarDate | undefined,
  timeZone: string,
): EffectiveDate | undefined =>
  at !== undefined ? toEffectiveInstant(at, timeZone) : on !== undefined ? toEffectiveDay(on, timeZone) : undefined;

/**
 * Merges the dates of a line into a stored period. Commands own stored dates. Only an unknown start is taken from the line, unless
 * the license or add-on has ended or the line states that.
 */
export function mergePeriod(stored: Period, stated: ImportedDates, timeZone: string, now: Instant): Period {
  const { starts, ends } = stored;
  if (starts || isDue(ends, now) || stated.endedAt !== undefined) return { starts, ends };
  return { starts: toStatedDate(stated.startedAt, stated.startsOn, timeZone), ends };
}
