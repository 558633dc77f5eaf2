import { type CalendarDate, dateIn, type Instant, startOfDay } from '../domain/calendar.ts';
import { type Dated, endOn, isDue, settle, type Term } from '../domain/schedule.ts';

/** The day an instant is on. */
const datedAt = (at: Instant, timeZone: string): Dated => ({ on: dateIn(timeZone, at), at });

/** A day, in force from its first instant. */
const datedDay = (on: CalendarDate, timeZone: string): Dated => ({ on, at: startOfDay(timeZone, on) });

/** Dates as a line states them: what has happened as an instant, what is to come as a day. */
export interface StatedTerm {
  startedAt?: Instant | undefined;
  startsOn?: CalendarDate | undefined;
  endedAt?: Instant | undefined;
  endsOn?: CalendarDate | undefined;
}

/** What begins with a first import has the dates that the line states. */
export function termOf({ startedAt, startsOn, endedAt, endsOn }: StatedTerm, timeZone: string, now: Instant): Term {
  const starts = dated(startedAt, startsOn, timeZone);
  const ends = dated(endedAt, endsOn, timeZone);
  return settle(ends ? endOn({ starts }, ends, now) : { starts }, now);
}

const dated = (at: Instant | undefined, on: CalendarDate | undefined, timeZone: string): Dated | undefined =>
  at !== undefined ? datedAt(at, timeZone) : on !== undefined ? datedDay(on, timeZone) : undefined;

/**
 * Commands own the dates of what is there already. Only a start that was never known is learned, unless an end that was set comes
 * before it, or the line says that it is over.
 */
export function keptTerm(stored: Term, stated: StatedTerm, timeZone: string, now: Instant): Term {
  const { starts, ends } = stored;
  if (starts || isDue(ends, now) || stated.endedAt !== undefined) return { starts, ends };
  const learned = dated(stated.startedAt, stated.startsOn, timeZone);
  return { starts: ends ? endOn({ starts: learned }, ends, now).starts : learned, ends };
}
