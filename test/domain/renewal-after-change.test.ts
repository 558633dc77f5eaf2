import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Price } from '../../lib/contract/product-offering.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { createDecisionTime } from '../../lib/domain/effective-dates.ts';
import { decideCancelLicense, decideCreateLicense, type LicenseFacts, viewLicense } from '../../lib/domain/license.ts';
import { decideOfferingChange } from '../../lib/domain/offering-change.ts';
import type { ProductOfferingFacts } from '../../lib/domain/product-offering.ts';
import { addCalendarDays } from '../jobs/scheduled-changes/lifecycle-model.ts';
import type { ModelTime } from '../jobs/scheduled-changes/offering-year/model-clock.ts';
import { ModelLicense } from '../jobs/scheduled-changes/offering-year/model-license.ts';
import {
  isSameModelCycle,
  type ModelCycle,
  type ModelOffering,
} from '../jobs/scheduled-changes/offering-year/model-terms.ts';
import { toLicenseView } from '../jobs/scheduled-changes/offering-year/response-views.ts';
import { anOffering } from '../support/sample-facts.ts';

/** All days of the cases, with their first instants. */
const allDays: ModelTime[] = Array.from({ length: 10_000 }, (_, n) => {
  const today = addCalendarDays('2021-12-01', n);
  return { today, at: `${today}T00:00:00.000Z` };
});
const anySchedule = fc.constantFrom('INSTANT' as const, 'NEXT_RENEWAL' as const, 'NEXT_RENEWAL' as const);
const anyCycle: fc.Arbitrary<ModelCycle | undefined> = fc.oneof(
  fc.constantFrom(undefined, { period: 'MONTHLY' as const, interval: 1 }, { period: 'MONTHLY' as const, interval: 3 }),
  fc.record({
    period: fc.constantFrom('DAILY' as const, 'WEEKLY' as const),
    interval: fc.integer({ min: 1, max: 40 }),
  }),
  fc.record({ period: fc.constant('MONTHLY' as const), interval: fc.integer({ min: 1, max: 13 }) }),
  fc.record({ period: fc.constant('YEARLY' as const), interval: fc.constantFrom(1, 2) }),
);
const anyBoundMonths = fc.constantFrom(0, 0, 1, 2, 5, 12);

/** Days on which months are clamped are as likely as all others. */
const anyStart = fc.oneof(
  fc.constantFrom('2023-08-31', '2023-12-30', '2024-01-29', '2024-01-31', '2024-02-29', '2027-01-31', '2028-02-29'),
  fc.integer({ min: 0, max: 3000 }).map(days => addCalendarDays('2022-01-01', days)),
);

type ModelTermsPair = [ModelOffering, ModelOffering];

/** The terms of two offerings. In half of all cases, the second keeps the cycle of the first. */
const anyTerms: fc.Arbitrary<ModelTermsPair> = fc
  .record({
    cycles: fc.tuple(anyCycle, anyCycle),
    keepsCycle: fc.boolean(),
    boundMonths: fc.tuple(anyBoundMonths, anyBoundMonths),
    cancellations: fc.tuple(anySchedule, anySchedule),
    changes: fc.tuple(anySchedule, anySchedule),
  })
  .map(({ cycles: [first, second], keepsCycle, boundMonths, cancellations, changes }) => {
    const build = (n: 0 | 1, id: string, to: string, cycle: ModelCycle | undefined) => ({
      ...{ productOfferingId: id, cycle, boundMonths: boundMonths[n], cancellationSchedule: cancellations[n] },
      changes: { [to]: changes[n] },
    });
    return [build(0, 'first', 'second', first), build(1, 'second', 'first', keepsCycle ? first : second)];
  });

const anyCase = fc.record({
  terms: anyTerms,
  startsOn: anyStart,
  /** Days from one command to the next, and from each to the requested day. */
  changeAfter: fc.integer({ min: -20, max: 400 }),
  changeDay: fc.option(fc.nat(60), { nil: undefined }),
  backAfter: fc.nat(500),
  cancelAfter: fc.nat(500),
});

function buildOffering({
  productOfferingId,
  cancellationSchedule,
  boundMonths,
  cycle,
  changes,
}: ModelOffering): ProductOfferingFacts {
  const price: Price = { currency: 'EUR', priceType: 'RECURRING', boundMonths, ...(cycle && { billingCycle: cycle }) };
  const changeOptions = Object.entries(changes).map(([id, changeSchedule]) => ({
    productOfferingId: id,
    changeSchedule,
  }));
  return anOffering({ productOfferingId, cancellationSchedule, price, changeOptions });
}

/** A license of the product and one of the model, which receive the same commands at noon. */
class LicensePair {
  /** The index of today. */
  private day: number;
  private readonly model: ModelLicense;
  private license: LicenseFacts;
  private readonly terms: ModelTermsPair;

  constructor(terms: ModelTermsPair, startsOn: string, createdOn: string) {
    const [offering] = terms;
    this.terms = terms;
    this.day = allDays.findIndex(({ today }) => today === createdOn);
    this.model = new ModelLicense(offering, startsOn, this.noon);
    const tenant = { tenantId: 'tenant', mode: 'test', timeZone: 'UTC', billingManaged: false } as const;
    const related = { tenant, customer: { customerId: 'customer', name: 'Ada Ltd' }, assignee: undefined };
    const request = { productOfferingId: 'first', customerId: 'customer', scheduledAt: startsOn };
    const created = decideCreateLicense(
      request,
      { ...related, offering: buildOffering(offering) },
      'license',
      this.time,
    );
    if (isDomainError(created)) throw new Error(JSON.stringify(created));
    this.license = created;
  }

  private get noon(): ModelTime {
    const today = allDays[this.day]?.today ?? '';
    return { today, at: `${today}T12:00:00.000Z` };
  }

  private get time() {
    return createDecisionTime(this.noon.at, 'UTC');
  }

  /** True if the first change has been in effect. */
  hasChanged = false;

  pass(days: number): void {
    for (const day of allDays.slice(this.day + 1, this.day + days + 1)) this.model.beginDay(day);
    this.day += days;
    this.compare();
    this.hasChanged ||= this.model.offeringId === 'second';
  }

  /** Requests a change to the offering that is not in effect. */
  change(inDays: number | undefined): void {
    const [first, second] = this.terms;
    const time = this.noon;
    const [current, target] = this.model.offeringId === 'first' ? [first, second] : [second, first];
    const scheduledAt = inDays === undefined ? undefined : addCalendarDays(time.today, inDays);
    const expected = this.model.changeOffering(target, scheduledAt, time);
    const offerings = { target: buildOffering(target), current: buildOffering(current) };
    const request = { productOfferingId: target.productOfferingId, scheduledAt };
    this.take(decideOfferingChange(this.license, request, offerings, this.time), expected);
  }

  /** Without a day. */
  cancel(): void {
    const expected = this.model.cancel(undefined, this.noon);
    this.take(decideCancelLicense(this.license, {}, this.time), expected);
  }

  private take(decision: ReturnType<typeof decideCancelLicense<LicenseFacts>>, expected: string): void {
    expect('businessError' in decision ? decision.businessError : 'done').toBe(expected);
    if ('after' in decision) this.license = decision.after;
    this.compare();
  }

  private compare(): void {
    expect(toLicenseView(viewLicense(this.license, this.noon.at))).toEqual(this.model.view());
  }
}

it('the days of changes and default cancellations and the minimum terms equal those of counting days, in 12,800 cases', () => {
  const changed = { sameCycle: 0, otherCycle: 0 };
  const property = fc.property(anyCase, ({ terms, startsOn, changeAfter, changeDay, backAfter, cancelAfter }) => {
    const license = new LicensePair(terms, startsOn, addCalendarDays(startsOn, Math.min(changeAfter, 0)));
    license.pass(Math.max(changeAfter, 0));
    license.change(changeDay);
    license.pass(backAfter);
    license.change(undefined);
    license.pass(cancelAfter);
    license.cancel();
    if (license.hasChanged) changed[isSameModelCycle(...terms) ? 'sameCycle' : 'otherCycle'] += 1;
  });
  fc.assert(property, { seed: 20, numRuns: 12_800 });
  expect(Math.min(changed.sameCycle, changed.otherCycle)).toBeGreaterThan(5000);
});
