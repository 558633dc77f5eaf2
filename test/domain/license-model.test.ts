import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Price } from '../../lib/contract/product-offering.ts';
import { toInstant, toStartOfDay } from '../../lib/domain/calendar.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { createDecisionTime } from '../../lib/domain/effective-dates.ts';
import { decideCancelLicense, decideCreateLicense, type LicenseFacts, viewLicense } from '../../lib/domain/license.ts';
import {
  addCalendarDays,
  cancelModelItem,
  createModelFact,
  findLocalMidnight,
  type ModelItem,
  type ModelTerms,
  toLocalDay,
  viewModelItem,
} from '../jobs/scheduled-changes/lifecycle-model.ts';
import { anOffering } from '../support/sample-facts.ts';

const dayMs = 86_400_000;

/** Most of these zones had clock changes at midnight; Apia skipped a whole day. */
const zones = [
  'UTC',
  'America/Sao_Paulo',
  'America/Havana',
  'Africa/Cairo',
  'Asia/Beirut',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'Europe/Berlin',
  'Pacific/Apia',
  'Pacific/Auckland',
];

/** Days on which a zone’s clocks change, and the days next to them. */
function daysOfChange(zone: string): string[] {
  const offset = (day: string) => (Date.parse(day) - findLocalMidnight(zone, day)) / 60_000;
  const days = Array.from({ length: 365 }, (_, n) => addCalendarDays('2018-01-01', n));
  return days
    .filter(day => offset(day) !== offset(addCalendarDays(day, 1)))
    .flatMap(day => [day, addCalendarDays(day, 1)]);
}

describe('the first instant of a day', () => {
  it.each(zones)('equals that of the runtime’s own calendar on the days around a clock change: %s', zone => {
    const days = [...daysOfChange(zone), '2024-02-29', '2024-03-31', '2024-04-26', '2024-11-03', '2024-12-31'];
    for (const day of days) expect(Date.parse(toStartOfDay(zone, day))).toBe(findLocalMidnight(zone, day));
  });

  it('is later than midnight if a clock change skips midnight', () => {
    expect(daysOfChange('America/Sao_Paulo')).toContain('2018-11-04');
    expect(toInstant(findLocalMidnight('America/Sao_Paulo', '2018-11-04'))).toBe('2018-11-04T03:00:00.000Z');
  });
});

const anyTerms: fc.Arbitrary<ModelTerms> = fc
  .record({
    schedule: fc.constantFrom('INSTANT' as const, 'NEXT_RENEWAL' as const, 'NEXT_RENEWAL' as const),
    cycle: fc.constantFrom({}, { months: 1 }, { months: 3 }, { months: 12 }, { months: 24 }, { days: 1 }, { days: 14 }),
    boundMonths: fc.constantFrom(0, 0, 1, 5, 12, 24),
  })
  .map(({ cycle, ...terms }) => ({ ...terms, ...cycle }));

function priceOf({ cycleMonths: months, cycleDays: days, boundMonths }: ModelTerms): Price {
  const cycle =
    months !== undefined
      ? months % 12 === 0
        ? { period: 'YEARLY' as const, interval: months / 12 }
        : { period: 'MONTHLY' as const, interval: months }
      : days !== undefined &&
        (days % 7 === 0
          ? { period: 'WEEKLY' as const, interval: days / 7 }
          : { period: 'DAILY' as const, interval: days });
  return {
    currency: 'EUR',
    priceType: 'RECURRING',
    ...(boundMonths !== undefined && { boundMonths }),
    ...(cycle && { billingCycle: cycle }),
  };
}

/** Dates in which month ends and leap days are as likely as all other days. */
const anyBegin = fc
  .oneof(
    fc.constantFrom('2018-10-31', '2018-11-03', '2020-02-29', '2023-08-31', '2024-01-31', '2024-02-29', '2024-04-25'),
    fc.integer({ min: 0, max: 3650 }).map(days => addCalendarDays('2017-01-01', days)),
  )
  .chain(day => fc.nat(dayMs - 1).map(ms => Date.parse(day) + ms));
const inDays = fc.option(fc.oneof(fc.integer({ min: -1, max: 3 }), fc.integer({ min: 0, max: 400 })), {
  nil: undefined,
});
const anyLife = fc.record({
  zone: fc.constantFrom(...zones),
  terms: anyTerms,
  begin: anyBegin,
  startsIn: inDays,
  cancels: fc.array(
    fc.record({
      afterMs: fc.oneof(fc.nat(3 * dayMs), fc.nat(800 * dayMs)),
      inDays,
      /** The tenant's time zone changes to this one before the command. */
      movesTo: fc.option(fc.constantFrom(...zones), { nil: undefined, freq: 3 }),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

const dateOf = (zone: string, now: number, days: number | undefined) =>
  days === undefined ? undefined : addCalendarDays(toLocalDay(zone, now), days);

describe('a license, after any commands and time zone changes', () => {
  it('equals a second, simple implementation of the rules at every instant', () => {
    const property = fc.property(anyLife, ({ zone, terms, begin, startsIn, cancels }) => {
      const scheduledAt = dateOf(zone, begin, startsIn);
      const made = create(zone, terms, begin, scheduledAt);
      expect(made === undefined).toBe(scheduledAt !== undefined && scheduledAt < toLocalDay(zone, begin));
      if (!made) return;
      let license = made;
      const thing: ModelItem = {
        zone,
        terms,
        start: createModelFact(zone, scheduledAt ?? toLocalDay(zone, begin), begin),
      };
      let now = begin;
      for (const { afterMs, inDays, movesTo } of cancels) {
        thing.zone = movesTo ?? thing.zone;
        now += afterMs;
        expectSame(license, thing, now);
        const day = dateOf(thing.zone, now, inDays);
        const outcome = decideCancelLicense(
          license,
          { scheduledAt: day },
          createDecisionTime(toInstant(now), thing.zone),
        );
        expect(statusOf(outcome)).toBe(cancelModelItem(thing, now, day));
        if (!isDomainError(outcome)) license = outcome.after;
      }
      for (const fact of [thing.start, thing.end]) {
        for (const ms of fact ? [fact.at - 1, fact.at] : []) if (ms >= now) expectSame(license, thing, ms);
      }
    });
    fc.assert(property, { seed: 8, numRuns: 400 });
  });
});

function create(
  zone: string,
  terms: ModelTerms,
  now: number,
  scheduledAt: string | undefined,
): LicenseFacts | undefined {
  const offering = anOffering({ cancellationSchedule: terms.schedule, price: priceOf(terms) });
  const tenant = { tenantId: 'tenant', mode: 'test', timeZone: zone, billingManaged: false } as const;
  const known = { tenant, customer: { customerId: 'customer', name: 'Ada Ltd' }, offering, assignee: undefined };
  const request = { productOfferingId: 'offering', customerId: 'customer', scheduledAt };
  const made = decideCreateLicense(request, known, 'license', createDecisionTime(toInstant(now), zone));
  return isDomainError(made) ? undefined : made;
}

const statusOf = (outcome: object): number =>
  'businessError' in outcome ? 409 : 'invalidRequest' in outcome ? 400 : 200;

function expectSame(license: LicenseFacts, thing: ModelItem, now: number): void {
  const { status, cancelledAt, scheduledChanges } = viewLicense(license, toInstant(now));
  expect({ status, cancelledAt, scheduledChanges }).toEqual(viewModelItem(thing, now));
}
