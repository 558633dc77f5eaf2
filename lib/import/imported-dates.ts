import type { CalendarDate, Instant } from '../contract/field-types.ts';
import { toDateInZone, toStartOfDay } from '../domain/calendar.ts';
import { type EffectiveDate, endPeriod, isDue, markApplied, type Period } from '../domain/effective-dates.ts';

/** The day an instant is on. */
const toEffectiveInstant = (at: Instant, timeZone: string): EffectiveDate => ({ on: toDateInZone(timeZone, at), at });

/** A day, in force from its first instant. */
const toEffectiveDay = (on: CalendarDate, timeZone: string): EffectiveDate => ({ on, at: toStartOfDay(timeZone, on) });

/** Dates as a line states them: what has happened as an instant, what is to come as a day. */
export interface ImportedDates {
  startedAt?: Instant | undefined;
  startsOn?: CalendarDate | undefined;
  endedAt?: Instant | undefined;
  endsOn?: CalendarDate | undefined;
}

/** What begins with a first import has the dates that the line states. */
export function buildPeriod(
  { startedAt, startsOn, endedAt, endsOn }: ImportedDates,
  timeZone: string,
  now: Instant,
): Period {
  const starts = toStatedDate(startedAt, startsOn, timeZone);
  const ends = toStatedDate(endedAt, endsOn, timeZone);
  return markApplied(ends ? endPeriod({ starts }, ends, now) : { starts }, now);
}

const toStatedDate = (
  at: Instant | undefined,
  on: CalendarDate | undefined,
  timeZone: string,
): EffectiveDate | undefined =>
  at !== undefined ? toEffectiveInstant(at, timeZone) : on !== undefined ? toEffectiveDay(on, timeZone) : undefined;

/**
 * Commands own the dates of what is there already. Only a start that was never known is learned, unless an end that was set comes
 * before it, or the line says that it is over.
 */
export function mergePeriod(stored: Period, stated: ImportedDates, timeZone: string, now: Instant): Period {
  const { starts, ends } = stored;
  if (starts || isDue(ends, now) || stated.endedAt !== undefined) return { starts, ends };
  const importedStart = toStatedDate(stated.startedAt, stated.startsOn, timeZone);
  return { starts: ends ? endPeriod({ starts: importedStart }, ends, now).starts : importedStart, ends };
}
