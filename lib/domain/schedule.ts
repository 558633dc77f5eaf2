import type { CancellationSchedule, Price } from '../schemas/product-offering.ts';
import { addMonths, type CalendarDate, dateIn, firstRenewal, type Instant, startOfDay } from './calendar.ts';

/** A dated fact: something begins or ends on a day, in force from an instant. Fixed when it is accepted. */
export interface Dated {
  on: CalendarDate;
  at: Instant;
  /** It has been taken as due once, and told: it stays in force also for a clock that runs behind. */
  inForce?: true | undefined;
}

/** The moment a command is decided in: one instant, and the day it is in the tenant's time zone. */
export interface Moment {
  now: Instant;
  today: CalendarDate;
  timeZone: string;
}

/** The day is worked out when it is asked for: the first time zone of a process costs more than all else in a read, which needs none. */
export const momentOf = (now: Instant, timeZone: string): Moment => ({
  now,
  timeZone,
  get today() {
    return dateIn(timeZone, now);
  },
});

/** Facts of anything that starts and ends. Either may be missing: not yet known, or removed by an earlier end. */
export interface Term {
  starts?: Dated | undefined;
  ends?: Dated | undefined;
}

/** Today is now; a later day begins with its first instant in the tenant's time zone. */
export function datedOn(date: CalendarDate, { now, today, timeZone }: Moment): Dated {
  return date === today ? { on: today, at: now, inForce: true } : { on: date, at: startOfDay(timeZone, date) };
}

/** The later of a stored change and what has become due since: `updatedAt` of a thing with these terms. */
export function lastChange(changedAt: Instant, terms: Term[], now: Instant): Instant {
  let latest = changedAt;
  for (const { starts, ends } of terms) {
    for (const fact of [starts, ends]) if (fact && isDue(fact, now) && fact.at > latest) latest = fact.at;
  }
  return latest;
}

export const isDue = (fact: Dated | undefined, now: Instant): boolean =>
  fact !== undefined && (fact.inForce === true || fact.at <= now);

/**
 * Puts what is due in force for good. What a client sees of it is the same before and after; the same object when there is
 * nothing to do.
 */
export function settle<T extends Term>(term: T, now: Instant): T {
  const starts = inForce(term.starts, now);
  const ends = inForce(term.ends, now);
  return starts === term.starts && ends === term.ends ? term : { ...term, starts, ends };
}

const inForce = (fact: Dated | undefined, now: Instant): Dated | undefined =>
  fact && !fact.inForce && isDue(fact, now) ? { ...fact, inForce: true } : fact;

/** When the next change is to be put in force; undefined when all of them are. */
export function nextDue({ starts, ends }: Term): Instant | undefined {
  const instants = [starts, ends].flatMap(fact => (fact && !fact.inForce ? [fact.at] : []));
  return instants.sort()[0];
}

/**
 * Ends a term. An end on or before a start that is yet to come removes that start. Days and instants are both compared: they
 * disagree when the tenant's time zone has changed since the start was accepted. No end lies before the start it ends, whatever
 * the clocks of the two said.
 */
export function endOn({ starts }: Term, ends: Dated, now: Instant): Required<Term> {
  if (!starts) return { starts, ends };
  if (isDue(starts, now)) return { starts, ends: ends.at < starts.at ? { ...ends, at: starts.at } : ends };
  return { starts: ends.on <= starts.on || ends.at <= starts.at ? undefined : starts, ends };
}

/** What is yet to come, in its order. */
export function scheduledChanges<S extends string>(
  term: Term,
  now: Instant,
  words: { starts: S; ends: S },
): { status: S; scheduledAt: CalendarDate }[] {
  if (isDue(term.ends, now)) return [];
  const changes: { status: S; scheduledAt: CalendarDate }[] = [];
  if (term.starts && !isDue(term.starts, now)) changes.push({ status: words.starts, scheduledAt: term.starts.on });
  if (term.ends) changes.push({ status: words.ends, scheduledAt: term.ends.on });
  return changes;
}

/**
 * The day of an end for which no date is given. `NEXT_RENEWAL`: the first renewal strictly after today and not inside the bound
 * months; without a cycle, the end of the bound months; today when neither lies ahead or nothing has begun yet.
 */
export function defaultEnd(
  { cancellationSchedule, begunOn, price }: DefaultEndFacts,
  today: CalendarDate,
): CalendarDate {
  if (cancellationSchedule === 'INSTANT' || begunOn === undefined) return today;
  const boundUntil = addMonths(begunOn, price.boundMonths ?? 0);
  if (price.billingCycle) return firstRenewal(begunOn, price.billingCycle, { after: today, notBefore: boundUntil });
  return boundUntil > today ? boundUntil : today;
}

export type DefaultEndPrice = Pick<Price, 'boundMonths' | 'billingCycle'>;

interface DefaultEndFacts {
  cancellationSchedule: CancellationSchedule;
  /** The day renewals and bound months count from; undefined when it never became active. */
  begunOn: CalendarDate | undefined;
  price: DefaultEndPrice;
}
