import type { CalendarDate, Instant } from '../contract/field-types.ts';
import { toDateInZone, toStartOfDay } from '../domain/calendar.ts';
import type { OwnedFacts, StatedDate, StatedEnd } from '../domain/commanded-fields.ts';
import {
  type DatedFacts,
  type EffectiveDate,
  endPeriod,
  findEffectiveDate,
  findEnd,
  isDue,
  markApplied,
  type Period,
} from '../domain/effective-dates.ts';
import { type FieldDifference, resolveSharedValue } from './shared-value.ts';

/** Dates of a line: past changes as instants, future changes as calendar dates. */
export interface ImportedDates {
  startedAt?: Instant | undefined;
  startsOn?: CalendarDate | undefined;
  endedAt?: Instant | undefined;
  endsOn?: CalendarDate | undefined;
  reason?: string | undefined;
}

/** The start and the end with its reason, as a line states them. */
interface StatedPeriod {
  start?: StatedDate | undefined;
  end?: StatedEnd | undefined;
}

interface EndedPeriod extends Pick<DatedFacts, 'starts' | 'ends' | 'expires'> {
  cancellationReason?: string | undefined;
}

export const toStatedPeriod = (
  { startedAt, startsOn, endedAt, endsOn, reason }: ImportedDates,
  timeZone: string,
): StatedPeriod => ({
  start: toStatedDate(startedAt, startsOn, timeZone),
  end: toStatedEnd(toStatedDate(endedAt, endsOn, timeZone), reason),
});

/** An instant is in effect from itself on, a calendar date from its first instant. */
export function toStatedDate(
  at: Instant | undefined,
  on: CalendarDate | undefined,
  timeZone: string,
): StatedDate | undefined {
  if (at !== undefined) return { on: toDateInZone(timeZone, at), at };
  return on === undefined ? undefined : { on, at: toStartOfDay(timeZone, on) };
}

const toStatedEnd = (date: StatedDate | undefined, reason: string | undefined): StatedEnd | undefined =>
  date || reason !== undefined ? { date, reason } : undefined;

/** Builds the period of a new license or add-on. */
export function buildPeriod({ start, end }: StatedPeriod, expires: StatedDate | undefined, now: Instant): EndedPeriod {
  const period = markApplied({ starts: start }, now);
  const ended = end?.date ? endPeriod(period, end.date) : period;
  return markApplied({ ...ended, expires, cancellationReason: end?.reason }, now);
}

/** Returns whether two dates are one day. Equal instants are the same day also after the tenant's time zone has changed. */
export const isSameDay = (a: StatedDate, b: StatedDate): boolean => a.on === b.on || a.at === b.at;

/** Merges the start and the end of a line into those of a stored license or add-on, whose due dates are marked as applied. */
export function mergePeriod(
  stored: EndedPeriod & OwnedFacts,
  line: StatedPeriod,
  now: Instant,
  toField: (name: string) => string,
): { period: EndedPeriod; stated: OwnedFacts['stated']; differences: FieldDifference[] } {
  const { starts, ends, cancellationReason, stated, commanded } = stored;
  const lastDay = findEnd(stored);
  const hasEnded = isDue(lastDay, now);
  const hasStarted = isDue(findEffectiveDate(starts, lastDay), now);
  const start = resolveSharedValue({
    field: toField('start'),
    inLine: line.start,
    stored: starts && toDay(starts),
    lastStated: stated?.start,
    isCommanded: commanded?.start === true,
    isSame: isSameDay,
    mayChange: date => (hasStarted || hasEnded ? isPast(date, hasEnded ? lastDay : undefined, now) : true),
  });
  const end = resolveSharedValue({
    field: toField('end'),
    inLine: line.end,
    stored: toStatedEnd(ends && toDay(ends), cancellationReason),
    lastStated: stated?.end,
    isCommanded: commanded?.end === true,
    isSame: isSameEnd,
    mayChange: () => !hasEnded,
  });
  // A start that is in effect stays so, also if it is corrected to the day of the end.
  const takenStart = hasStarted ? markApplied({ starts: start.taken?.value }, now).starts : start.taken?.value;
  const period = { starts: start.taken ? takenStart : starts, ends, cancellationReason };
  return {
    period: end.taken ? replaceEnd(period, end.taken.value, now) : period,
    stated: { start: start.stated, end: end.stated },
    differences: [
      ...start.differences.map(each => ({ ...each, inFile: line.start?.on, stored: starts?.on })),
      ...end.differences.map(each => ({
        ...each,
        inFile: describeEnd(line.end),
        stored: describeEnd({ date: ends, reason: cancellationReason }),
      })),
    ],
  };
}

function replaceEnd({ starts }: Period, end: StatedEnd | undefined, now: Instant): EndedPeriod {
  const cancellationReason = end?.reason;
  if (!end?.date) return { starts, ends: undefined, cancellationReason };
  return { ...endPeriod(markApplied({ starts }, now), end.date), cancellationReason };
}

/** Returns the day of an end, together with its reason if there is one. */
const describeEnd = ({ date, reason }: StatedEnd = {}): unknown =>
  reason === undefined ? date?.on : { on: date?.on, reason };

const toDay = ({ on, at }: EffectiveDate): StatedDate => ({ on, at });

/** A start that is in effect may be corrected, but it stays in effect, and stays before an end that is. */
const isPast = (date: StatedDate | undefined, ends: EffectiveDate | undefined, now: Instant): boolean =>
  date !== undefined && date.at <= now && (ends === undefined || date.at <= ends.at);

function isSameEnd(a: StatedEnd, b: StatedEnd): boolean {
  const isSameDate = a.date && b.date ? isSameDay(a.date, b.date) : a.date === b.date;
  return isSameDate && a.reason === b.reason;
}
