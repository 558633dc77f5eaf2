import type { CalendarDate, Instant } from '../contract/field-types.ts';
import type { BillingCycle, CancellationSchedule, Price } from '../contract/product-offering.ts';
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

/** The start and the end of a license or an add-on. A missing start is unknown. */
export interface Period {
  starts?: EffectiveDate | undefined;
  ends?: EffectiveDate | undefined;
}

/** All dated facts of a license or an add-on. */
export interface DatedFacts extends Period {
  offeringChange?: EffectiveDate | undefined;
  /** The date from which an add-on has expired. Nothing moves it, but an earlier end comes first. */
  expires?: EffectiveDate | undefined;
}

/** Returns the date that ends a license or an add-on: the earlier of its end and its expiry. The expiry wins at equal instants. */
export function findEnd({ ends, expires }: DatedFacts): EffectiveDate | undefined {
  if (!ends || !expires) return ends ?? expires;
  if (ends.applied || expires.applied) return ends.applied ? ends : expires;
  return ends.at < expires.at ? ends : expires;
}

/**
 * Returns a start or a change if it takes effect. An end on or before it hides it: it stays stored, and takes effect again once the
 * end is moved or undone. Dates and instants are both compared, because they can disagree if the tenant's time zone changed between
 * the two commands. A date that was applied is never hidden.
 */
export function findEffectiveDate<T extends EffectiveDate>(
  date: T | undefined,
  ends: EffectiveDate | undefined,
): T | undefined {
  const isHidden = date && ends && !date.applied && (ends.on <= date.on || ends.at <= date.at);
  return isHidden ? undefined : date;
}

/** Converts a date: today is in effect immediately, a later date from its first instant in the tenant's time zone. */
export function toEffectiveDate(date: CalendarDate, { now, today, timeZone }: DecisionTime): EffectiveDate {
  return date === today ? { on: today, at: now, applied: true } : { on: date, at: toStartOfDay(timeZone, date) };
}

/** Returns `updatedAt`: the later of the stored change and the latest dated fact that has become due since. */
export function findLastChange(changedAt: Instant, allFacts: DatedFacts[], now: Instant): Instant {
  const dueInstants = allFacts.flatMap(listEffectiveDates).flatMap(date => (isDue(date, now) ? [date.at] : []));
  return [changedAt, ...dueInstants].reduce((latest, at) => (at > latest ? at : latest));
}

/** Returns the latest instant of the changes that are due and not yet applied. */
export function findLastDue(allFacts: DatedFacts[], now: Instant): Instant | undefined {
  const dates = allFacts.flatMap(listEffectiveDates).filter(date => date.applied !== true && isDue(date, now));
  return dates
    .map(({ at }) => at)
    .sort()
    .at(-1);
}

function listEffectiveDates(facts: DatedFacts): EffectiveDate[] {
  const end = findEnd(facts);
  const dates = [findEffectiveDate(facts.starts, end), end, findEffectiveDate(facts.offeringChange, end)];
  return dates.filter(date => date !== undefined);
}

export const isDue = (date: EffectiveDate | undefined, now: Instant): boolean =>
  date !== undefined && (date.applied === true || date.at <= now);

/**
 * Marks the start and the end as applied if they are due. The representation that a client sees is the same before and after.
 * Returns the same object if neither is due.
 */
export function markApplied<T extends DatedFacts>(facts: T, now: Instant): T {
  const { starts, ends, expires } = facts;
  const end = findEnd(facts);
  const appliedStart = findEffectiveDate(starts, end) ? markDateApplied(starts, now) : starts;
  const appliedEnd = markDateApplied(end, now);
  if (appliedStart === starts && appliedEnd === end) return facts;
  const hasExpiry = expires !== undefined && end === expires;
  return { ...facts, starts: appliedStart, ...(hasExpiry ? { ends, expires: appliedEnd } : { ends: appliedEnd }) };
}

const markDateApplied = (date: EffectiveDate | undefined, now: Instant): EffectiveDate | undefined =>
  date && !date.applied && isDue(date, now) ? { ...date, applied: true } : date;

/** Returns the instant of the next change that is not yet applied; undefined if there is none. */
export function findNextDue(facts: DatedFacts): Instant | undefined {
  const instants = listEffectiveDates(facts).flatMap(({ at, applied }) => (applied ? [] : [at]));
  return instants.sort()[0];
}

/**
 * Sets the end of a period. The end is never earlier than a start that was applied, even if the clocks of the two commands differed.
 *
 * @param period - with its due dates marked as applied
 */
export function endPeriod({ starts }: Period, ends: EffectiveDate): Required<Period> {
  return { starts, ends: starts?.applied && ends.at < starts.at ? { ...ends, at: starts.at } : ends };
}

/** Lists the scheduled starts and ends in chronological order. An end that comes after the expiry does not happen. */
export function listScheduledChanges<S extends string>(
  facts: DatedFacts,
  now: Instant,
  statuses: { starts: S; ends: S; expires?: S },
): { status: S; scheduledAt: CalendarDate }[] {
  const end = findEnd(facts);
  if (isDue(end, now)) return [];
  const changes: { status: S; scheduledAt: CalendarDate }[] = [];
  const effectiveStart = findEffectiveDate(facts.starts, end);
  if (effectiveStart && !isDue(effectiveStart, now))
    changes.push({ status: statuses.starts, scheduledAt: effectiveStart.on });
  const endStatus = end === facts.expires ? (statuses.expires ?? statuses.ends) : statuses.ends;
  if (end) changes.push({ status: endStatus, scheduledAt: end.on });
  return changes;
}

/** The dates from which renewals are counted, and before which a cancellation without a date does not take effect. */
export interface RenewalTerms {
  renewsFrom: CalendarDate;
  boundUntil?: CalendarDate | undefined;
}

/**
 * Returns the date of a cancellation without a date. For `NEXT_RENEWAL`, it is the first renewal strictly after today and not
 * before `boundUntil`. Without a billing cycle, it is `boundUntil`. If neither is in the future, or the license or add-on never
 * started, it is today.
 */
export function findDefaultEnd(
  { cancellationSchedule, renewalTerms, billingCycle }: DefaultEndFacts,
  today: CalendarDate,
): CalendarDate {
  if (cancellationSchedule === 'INSTANT' || renewalTerms === undefined) return today;
  const { renewsFrom, boundUntil = renewsFrom } = renewalTerms;
  if (billingCycle) return findFirstRenewal(renewsFrom, billingCycle, { after: today, notBefore: boundUntil });
  return boundUntil > today ? boundUntil : today;
}

interface DefaultEndFacts {
  cancellationSchedule: CancellationSchedule;
  /** Undefined if it never started. */
  renewalTerms: RenewalTerms | undefined;
  billingCycle: BillingCycle | undefined;
}

/** Returns the end of the bound months; undefined if the price has none. */
export const computeBoundUntil = (startsOn: CalendarDate, { boundMonths = 0 }: Price): CalendarDate | undefined =>
  boundMonths > 0 ? addMonths(startsOn, boundMonths) : undefined;
