import type { CalendarDate, Instant } from '../contract/field-types.ts';
import type { CancellationSchedule, Price } from '../contract/product-offering.ts';
import { addMonths, findFirstRenewal, toDateInZone, toStartOfDay } from './calendar.ts';

/** A dated fact: something begins or ends on a day, in force from an instant. Fixed when it is accepted. */
export interface EffectiveDate {
  on: CalendarDate;
  at: Instant;
  /** It has been taken as due once, and told: it stays in force also for a clock that runs behind. */
  applied?: true | undefined;
}

/** The moment a command is decided in: one instant, and the day it is in the tenant's time zone. */
export interface DecisionTime {
  now: Instant;
  today: CalendarDate;
  timeZone: string;
}

/** The day is worked out when it is asked for: the first time zone of a process costs more than all else in a read, which needs none. */
export const createDecisionTime = (now: Instant, timeZone: string): DecisionTime => ({
  now,
  timeZone,
  get today() {
    return toDateInZone(timeZone, now);
  },
});

/** Facts of anything that starts and ends. Either may be missing: not yet known, or removed by an earlier end. */
export interface Period {
  starts?: EffectiveDate | undefined;
  ends?: EffectiveDate | undefined;
}

/** Today is now; a later day begins with its first instant in the tenant's time zone. */
export function toEffectiveDate(date: CalendarDate, { now, today, timeZone }: DecisionTime): EffectiveDate {
  return date === today ? { on: today, at: now, applied: true } : { on: date, at: toStartOfDay(timeZone, date) };
}

/** The later of a stored change and what has become due since: `updatedAt` of a thing with these terms. */
export function findLastChange(changedAt: Instant, periods: Period[], now: Instant): Instant {
  let latest = changedAt;
  for (const { starts, ends } of periods) {
    for (const date of [starts, ends]) if (date && isDue(date, now) && date.at > latest) latest = date.at;
  }
  return latest;
}

export const isDue = (date: EffectiveDate | undefined, now: Instant): boolean =>
  date !== undefined && (date.applied === true || date.at <= now);

/**
 * Puts what is due in force for good. What a client sees of it is the same before and after; the same object when there is
 * nothing to do.
 */
export function markApplied<T extends Period>(period: T, now: Instant): T {
  const starts = markDateApplied(period.starts, now);
  const ends = markDateApplied(period.ends, now);
  return starts === period.starts && ends === period.ends ? period : { ...period, starts, ends };
}

const markDateApplied = (date: EffectiveDate | undefined, now: Instant): EffectiveDate | undefined =>
  date && !date.applied && isDue(date, now) ? { ...date, applied: true } : date;

/** When the next change is to be put in force; undefined when all of them are. */
export function findNextDue({ starts, ends }: Period): Instant | undefined {
  const instants = [starts, ends].flatMap(date => (date && !date.applied ? [date.at] : []));
  return instants.sort()[0];
}

/**
 * Ends a term. An end on or before a start that is yet to come removes that start. Days and instants are both compared: they
 * disagree when the tenant's time zone has changed since the start was accepted. No end lies before the start it ends, whatever
 * the clocks of the two said.
 */
export function endPeriod({ starts }: Period, ends: EffectiveDate, now: Instant): Required<Period> {
  if (!starts) return { starts, ends };
  if (isDue(starts, now)) return { starts, ends: ends.at < starts.at ? { ...ends, at: starts.at } : ends };
  return { starts: ends.on <= starts.on || ends.at <= starts.at ? undefined : starts, ends };
}

/** What is yet to come, in its order. */
export function listScheduledChanges<S extends string>(
  period: Period,
  now: Instant,
  statuses: { starts: S; ends: S },
): { status: S; scheduledAt: CalendarDate }[] {
  if (isDue(period.ends, now)) return [];
  const changes: { status: S; scheduledAt: CalendarDate }[] = [];
  if (period.starts && !isDue(period.starts, now))
    changes.push({ status: statuses.starts, scheduledAt: period.starts.on });
  if (period.ends) changes.push({ status: statuses.ends, scheduledAt: period.ends.on });
  return changes;
}

/**
 * The day of an end for which no date is given. `NEXT_RENEWAL`: the first renewal strictly after today and not inside the bound
 * months; without a cycle, the end of the bound months; today when neither lies ahead or nothing has begun yet.
 */
export function findDefaultEnd(
  { cancellationSchedule, begunOn, price }: DefaultEndFacts,
  today: CalendarDate,
): CalendarDate {
  if (cancellationSchedule === 'INSTANT' || begunOn === undefined) return today;
  const boundUntil = addMonths(begunOn, price.boundMonths ?? 0);
  if (price.billingCycle) return findFirstRenewal(begunOn, price.billingCycle, { after: today, notBefore: boundUntil });
  return boundUntil > today ? boundUntil : today;
}

export type DefaultEndPrice = Pick<Price, 'boundMonths' | 'billingCycle'>;

interface DefaultEndFacts {
  cancellationSchedule: CancellationSchedule;
  /** The day renewals and bound months count from; undefined when it never became active. */
  begunOn: CalendarDate | undefined;
  price: DefaultEndPrice;
}
