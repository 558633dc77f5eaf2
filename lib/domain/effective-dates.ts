import type { CalendarDate, Instant } from '../contract/field-types.ts';
import type { CancellationSchedule, Price } from '../contract/product-offering.ts';
import { addMonths, findFirstRenewal, toDateInZone, toStartOfDay } from './calendar.ts';

/** The date of a start or an end, and the instant from which it is in effect. Both are fixed when the change is accepted. */
export interface EffectiveDate {
  on: CalendarDate;
  at: Instant;
  /** Set once the change was applied and published, so that a slow clock cannot undo it. */
  applied?: true | undefined;
}

/** The time at which a command is decided: one instant, and its date in the tenant's time zone. */
export interface DecisionTime {
  now: Instant;
  today: CalendarDate;
  timeZone: string;
}

/**
 * Creates the decision time. `today` is computed on demand: the first use of a time zone in a process costs more than the rest of
 * a read, and a read does not need it.
 */
export const createDecisionTime = (now: Instant, timeZone: string): DecisionTime => ({
  now,
  timeZone,
  get today() {
    return toDateInZone(timeZone, now);
  },
});

/** The start and the end of a license or an add-on. A missing start is unknown or was removed by an earlier end. */
export interface Period {
  starts?: EffectiveDate | undefined;
  ends?: EffectiveDate | undefined;
}

/** Converts a date: today is in effect immediately, a later date from its first instant in the tenant's time zone. */
export function toEffectiveDate(date: CalendarDate, { now, today, timeZone }: DecisionTime): EffectiveDate {
  return date === today ? { on: today, at: now, applied: true } : { on: date, at: toStartOfDay(timeZone, date) };
}

/** Returns `updatedAt`: the later of the stored change and the latest start or end that has become due since. */
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
 * Marks the dates that are due as applied. The representation that a client sees is the same before and after. Returns the same
 * object if no date is due.
 */
export function markApplied<T extends Period>(period: T, now: Instant): T {
  const starts = markDateApplied(period.starts, now);
  const ends = markDateApplied(period.ends, now);
  return starts === period.starts && ends === period.ends ? period : { ...period, starts, ends };
}

const markDateApplied = (date: EffectiveDate | undefined, now: Instant): EffectiveDate | undefined =>
  date && !date.applied && isDue(date, now) ? { ...date, applied: true } : date;

/** Returns the instant of the next change that is not yet applied; undefined if there is none. */
export function findNextDue({ starts, ends }: Period): Instant | undefined {
  const instants = [starts, ends].flatMap(date => (date && !date.applied ? [date.at] : []));
  return instants.sort()[0];
}

/**
 * Sets the end of a period. An end on or before a future start removes that start. Dates and instants are both compared, because
 * they can disagree if the tenant's time zone changed after the start was accepted. The end is never earlier than a start that
 * is in effect, even if the clocks of the two commands differed.
 */
export function endPeriod({ starts }: Period, ends: EffectiveDate, now: Instant): Required<Period> {
  if (!starts) return { starts, ends };
  if (isDue(starts, now)) return { starts, ends: ends.at < starts.at ? { ...ends, at: starts.at } : ends };
  return { starts: ends.on <= starts.on || ends.at <= starts.at ? undefined : starts, ends };
}

/** Lists the scheduled changes in chronological order. */
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
 * Returns the date of a cancellation without a date. For `NEXT_RENEWAL`, it is the first renewal strictly after today and not
 * within the bound months. Without a billing cycle, it is the end of the bound months. If neither is in the future, or the
 * license or add-on never started, it is today.
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
  /** The date from which renewals and bound months are counted; undefined if it never became active. */
  begunOn: CalendarDate | undefined;
  price: DefaultEndPrice;
}
