import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toDateInZone, toInstant, toStartOfDay } from '../../lib/domain/calendar.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { createDecisionTime, type DecisionTime } from '../../lib/domain/effective-dates.ts';
import { decideCancelLicense, decideCreateLicense, type LicenseFacts, viewLicense } from '../../lib/domain/license.ts';
import { anOffering } from '../support/sample-facts.ts';

const dayMs = 86_400_000;
const begin = Date.parse('2024-01-30T22:30:00.000Z');
const at = (ms: number, timeZone: string): DecisionTime => createDecisionTime(toInstant(begin + ms), timeZone);
const plusDays = (date: string, days: number) => toInstant(Date.parse(date) + days * dayMs).slice(0, 10);

const anyZone = fc.constantFrom('UTC', 'Pacific/Auckland', 'America/Los_Angeles', 'Africa/Cairo');
/** Days from today; undefined if no date is sent. */
const anyDay = fc.option(fc.integer({ min: 0, max: 100 }), { nil: undefined });
const anyCancel = fc.record({ afterMs: fc.nat(60 * dayMs), inDays: anyDay });
const anyPrice = fc.record({
  currency: fc.constant('EUR'),
  priceType: fc.constant('RECURRING' as const),
  boundMonths: fc.constantFrom(0, 1, 2),
  billingCycle: fc.constantFrom(undefined, { period: 'MONTHLY' as const, interval: 1 }),
});

/** The history of a license: created, then cancelled repeatedly until no further change is possible. */
const anyLife = fc
  .record({
    timeZone: anyZone,
    startsInDays: anyDay,
    cancellationSchedule: fc.constantFrom('INSTANT' as const, 'NEXT_RENEWAL' as const),
    price: anyPrice,
    cancels: fc.array(anyCancel, { maxLength: 4 }),
  })
  .map(({ timeZone, startsInDays, cancels, ...terms }) => {
    const dateOf = ({ today }: DecisionTime, days: number | undefined) =>
      days === undefined ? undefined : plusDays(today, days);
    const made = at(0, timeZone);
    const offering = anOffering({ ...terms, price: JSON.parse(JSON.stringify(terms.price)) });
    const tenant = { tenantId: 'tenant', mode: 'test', timeZone, billingManaged: false } as const;
    const customer = { customerId: 'customer', name: 'Ada Ltd' };
    const request = { productOfferingId: 'offering', customerId: 'customer', scheduledAt: dateOf(made, startsInDays) };
    const first = decideCreateLicense(request, { tenant, customer, offering, assignee: undefined }, 'license', made);
    if (isDomainError(first)) throw new Error(JSON.stringify(first));
    let license: LicenseFacts = first;
    let ms = 0;
    for (const { afterMs, inDays } of cancels) {
      const moment = at(ms + afterMs, timeZone);
      const outcome = decideCancelLicense(license, { scheduledAt: dateOf(moment, inDays) }, moment);
      if (isDomainError(outcome)) continue;
      ms += afterMs;
      license = outcome.after;
    }
    return { license, timeZone, lastMs: ms };
  });

const check = (property: (life: { license: LicenseFacts; timeZone: string; lastMs: number }) => void) =>
  fc.assert(fc.property(anyLife, property), { seed: 6, numRuns: 300 });

describe('after any history of a license', () => {
  it('every scheduled change takes effect on its date and not before', () => {
    check(({ license, timeZone, lastMs }) => {
      const now = toInstant(begin + lastMs);
      for (const { status, scheduledAt } of viewLicense(license, now).scheduledChanges) {
        const due = toStartOfDay(timeZone, scheduledAt);
        const before = toInstant(Date.parse(due) - 1);
        expect(scheduledAt > toDateInZone(timeZone, now)).toBe(true);
        expect(viewLicense(license, before).status).not.toBe(status);
        expect(viewLicense(license, due).status).toBe(status);
      }
    });
  });

  it('its changes are in order, and the first of them is the pending one', () => {
    check(({ license, lastMs }) => {
      const { scheduledChanges, pendingStatus } = viewLicense(license, toInstant(begin + lastMs));
      const days = scheduledChanges.map(({ scheduledAt }) => scheduledAt);
      expect(days).toEqual([...new Set(days)].sort());
      expect(pendingStatus).toEqual(scheduledChanges[0]);
    });
  });

  it('its instants agree with its status, and none is in the future', () => {
    check(({ license, lastMs }) => {
      for (const ms of [lastMs, lastMs + 50 * dayMs, lastMs + 150 * dayMs]) {
        const now = toInstant(begin + ms);
        const { status, activatedAt, cancelledAt } = viewLicense(license, now);
        expect(cancelledAt !== undefined).toBe(status === 'CANCELLED');
        if (status === 'ACTIVE') expect(activatedAt).toBeDefined();
        if (status === 'PENDING') expect(activatedAt).toBeUndefined();
        for (const instant of [activatedAt, cancelledAt]) if (instant) expect(instant <= now).toBe(true);
        if (activatedAt && cancelledAt) expect(activatedAt <= cancelledAt).toBe(true);
      }
    });
  });
});
