/*
 * What becomes of a thing that begins and ends, said once more: with a calendar of its own and without a line of the product's.
 */

export interface Fact {
  /** `YYYY-MM-DD`, where the tenant is. */
  on: string;
  /** Epoch milliseconds. */
  at: number;
}

export interface Terms {
  schedule: 'INSTANT' | 'NEXT_RENEWAL';
  boundMonths?: number;
  /** Of a cycle. */
  months?: number;
  days?: number;
}

export interface Thing {
  zone: string;
  terms: Terms;
  /** What renewals count from, where that is not the start. */
  countsFrom?: string | undefined;
  start?: Fact | undefined;
  end?: Fact | undefined;
}

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const quarterMs = hourMs / 4;
const formats = new Map<string, Intl.DateTimeFormat>();
const midnights = new Map<string, number>();

/** The day it is in a zone, as the runtime's own calendar has it. */
export function dayIn(zone: string, ms: number): string {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
    formats.set(zone, format);
  }
  return format.format(ms);
}

/** The first moment of a day: clocks change on a quarter of an hour. */
export function midnight(zone: string, day: string): number {
  const known = midnights.get(`${zone} ${day}`);
  if (known !== undefined) return known;
  let ms = Date.parse(day) - dayMs;
  while (dayIn(zone, ms + hourMs) < day) ms += hourMs;
  while (dayIn(zone, ms) < day) ms += quarterMs;
  midnights.set(`${zone} ${day}`, ms);
  return ms;
}

export const plusDays = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10);

/** The same day so many months on, or the last of that month. */
function plusMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/** A day as a fact: today is now. */
export const factOn = (zone: string, day: string, now: number): Fact =>
  day === dayIn(zone, now) ? { on: day, at: now } : { on: day, at: midnight(zone, day) };

const isPast = (fact: Fact | undefined, now: number): boolean => fact !== undefined && fact.at <= now;

/** Ends a thing on a day, or as was agreed. @returns the status a client gets */
export function cancel(thing: Thing, now: number, day: string | undefined): 200 | 400 | 409 {
  const today = dayIn(thing.zone, now);
  if (day !== undefined && day < today) return 400;
  if (isPast(thing.end, now)) return 409;
  const end = factOn(thing.zone, day ?? agreedEnd(thing, now), now);
  const { start } = thing;
  if (start && !isPast(start, now) && (end.on <= start.on || end.at <= start.at)) thing.start = undefined;
  thing.end = end;
  return 200;
}

function agreedEnd({ zone, terms, start, countsFrom }: Thing, now: number): string {
  const today = dayIn(zone, now);
  if (terms.schedule === 'INSTANT' || !start || !isPast(start, now)) return today;
  const from = countsFrom ?? start.on;
  const bound = plusMonths(from, terms.boundMonths ?? 0);
  if (!terms.months && !terms.days) return [bound, today].sort()[1] ?? today;
  for (let n = 1; ; n++) {
    const renewal = terms.months ? plusMonths(from, n * terms.months) : plusDays(from, n * (terms.days ?? 1));
    if (renewal > today && renewal >= bound) return renewal;
  }
}

const textOf = (ms: number): string => new Date(ms).toISOString();

/** What a client sees. */
export function view({ start, end }: Thing, now: number) {
  const started = isPast(start, now);
  const ended = isPast(end, now);
  const changes = [
    ...(start && !started ? [{ status: 'ACTIVE', scheduledAt: start.on }] : []),
    ...(end ? [{ status: 'CANCELLED', scheduledAt: end.on }] : []),
  ];
  return {
    status: ended ? 'CANCELLED' : started ? 'ACTIVE' : 'PENDING',
    cancelledAt: end && ended ? textOf(end.at) : undefined,
    scheduledChanges: ended ? [] : changes,
  };
}

/** What has happened to it by now, in order. */
export const historyOf = ({ start, end }: Thing, now: number): string[] => [
  ...(start && isPast(start, now) ? [`starts ${start.on} ${textOf(start.at)}`] : []),
  ...(end && isPast(end, now) ? [`ends ${end.on} ${textOf(end.at)}`] : []),
];
