/*
 * A second implementation of the lifecycle, with its own calendar and without any code of the product.
 */

export interface ModelFact {
  /** `YYYY-MM-DD` in the tenant's time zone. */
  on: string;
  /** Epoch milliseconds. */
  at: number;
}

export interface ModelTerms {
  schedule: 'INSTANT' | 'NEXT_RENEWAL';
  boundMonths?: number;
  /** The length of a billing cycle. */
  cycleMonths?: number;
  cycleDays?: number;
}

export interface ModelItem {
  zone: string;
  terms: ModelTerms;
  start?: ModelFact | undefined;
  end?: ModelFact | undefined;
  /** Set by a command that finds the start in effect. */
  hasStarted?: boolean;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const quarterHourMs = hourMs / 4;
const formats = new Map<string, Intl.DateTimeFormat>();
const midnightCache = new Map<string, number>();

/** Returns the date in a time zone, by the runtime's own calendar. */
export function toLocalDay(zone: string, ms: number): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  return format.format(ms);
}

/** Returns the first instant of a day. Clocks change on quarters of an hour. */
export function findLocalMidnight(zone: string, day: string): number {
  const known = midnightCache.get(`${zone} ${day}`);
  if (known !== undefined) return known;
  let ms = Date.parse(day) - dayMs;
  while (toLocalDay(zone, ms + hourMs) < day) ms += hourMs;
  while (toLocalDay(zone, ms) < day) ms += quarterHourMs;
  midnightCache.set(`${zone} ${day}`, ms);
  return ms;
}

export const addCalendarDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** Adds months and clamps to the end of the month. */
function addMonthsPlainly(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** Converts a date to an effective date. Today is in effect now. */
export const createModelFact = (zone: string, day: string, now: number): ModelFact =>
  day === toLocalDay(zone, now) ? { on: day, at: now } : { on: day, at: findLocalMidnight(zone, day) };

const isPast = (fact: ModelFact | undefined, now: number): boolean => fact !== undefined && fact.at <= now;

/** Cancels on a date, or by the agreed schedule. @returns the status that a client gets */
export function cancelModelItem(thing: ModelItem, now: number, day: string | undefined): 200 | 400 | 409 {
  const today = toLocalDay(thing.zone, now);
  if (day !== undefined && day < today) return 400;
  if (isPast(thing.end, now)) return 409;
  thing.hasStarted = isPast(findModelStart(thing), now);
  thing.end = createModelFact(thing.zone, day ?? findModelDefaultEnd(thing, now), now);
  return 200;
}

/** The start, unless an end on or before it hides it. An end never removes it. */
export const findModelStart = ({ start, end, hasStarted }: ModelItem): ModelFact | undefined =>
  start && end && !hasStarted && (end.on <= start.on || end.at <= start.at) ? undefined : start;

function findModelDefaultEnd(item: ModelItem, now: number): string {
  const { zone, terms } = item;
  const start = findModelStart(item);
  const today = toLocalDay(zone, now);
  if (terms.schedule === 'INSTANT' || !start || !isPast(start, now)) return today;
  const from = start.on;
  const bound = addMonthsPlainly(from, terms.boundMonths ?? 0);
  if (!terms.cycleMonths && !terms.cycleDays) return [bound, today].sort()[1] ?? today;
  for (let n = 1; ; n++) {
    const renewal = terms.cycleMonths
      ? addMonthsPlainly(from, n * terms.cycleMonths)
      : addCalendarDays(from, n * (terms.cycleDays ?? 1));
    if (renewal > today && renewal >= bound) return renewal;
  }
}

const toIsoText = (ms: number): string => new Date(ms).toISOString();

/** Returns the representation that a client sees. */
export function viewModelItem(item: ModelItem, now: number) {
  const { end } = item;
  const start = findModelStart(item);
  const started = isPast(start, now);
  const ended = isPast(end, now);
  const changes = [
    ...(start && !started ? [{ status: 'ACTIVE', scheduledAt: start.on }] : []),
    ...(end ? [{ status: 'CANCELLED', scheduledAt: end.on }] : []),
  ];
  return {
    status: ended ? 'CANCELLED' : started ? 'ACTIVE' : 'PENDING',
    cancelledAt: end && ended ? toIsoText(end.at) : undefined,
    scheduledChanges: ended ? [] : changes,
  };
}

/** Lists the changes that have taken effect so far, in order. */
export function listModelHistory(item: ModelItem, now: number): string[] {
  const { end } = item;
  const start = findModelStart(item);
  return [
    ...(start && isPast(start, now) ? [`starts ${start.on} ${toIsoText(start.at)}`] : []),
    ...(end && isPast(end, now) ? [`ends ${end.on} ${toIsoText(end.at)}`] : []),
  ];
}
