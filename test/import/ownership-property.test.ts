import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toInstant, toStartOfDay } from '../../lib/domain/calendar.ts';
import { isKeyCommanded, markCommanded } from '../../lib/domain/commanded-fields.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { createDecisionTime, type DecisionTime, isDue } from '../../lib/domain/effective-dates.ts';
import { decideCancelLicense, type LicenseFacts, settleLicense } from '../../lib/domain/license.ts';
import { LicenseLine } from '../../lib/import/license-line.ts';
import { buildLicense, mergeLicense } from '../../lib/import/merge-license.ts';
import type { FieldDifference } from '../../lib/import/shared-value.ts';
import { anOffering } from '../support/sample-facts.ts';

const dayMs = 86_400_000;
const begin = Date.parse('2024-01-15T09:30:00.000Z');
const toDay = (day: number) => toInstant(begin + day * dayMs).slice(0, 10);
const offerings = {
  offering: anOffering(),
  second: anOffering({
    productOfferingId: 'second',
    price: {
      currency: 'EUR',
      priceType: 'RECURRING',
      netPrice: 1,
      boundMonths: 2,
      billingCycle: { period: 'YEARLY', interval: 1 },
    },
  }),
};
const anyOfferingId = fc.constantFrom('offering' as const, 'second' as const);
const sometimes = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const anyMetadata = sometimes(fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom(null, 1, 'x', { y: 1 })));
/** Days from the first import. */
const pastDay = fc.integer({ min: -30, max: 0 });
const futureDay = fc.integer({ min: 1, max: 30 });

const anyLine = fc
  .record({
    status: fc.constantFrom('PENDING', 'ACTIVE', 'PAUSED', 'CANCELLED'),
    startDay: pastDay,
    startsDay: sometimes(futureDay),
    endedDay: pastDay,
    endsDay: sometimes(futureDay),
    productOfferingId: anyOfferingId,
    change: sometimes(fc.record({ day: futureDay, productOfferingId: anyOfferingId })),
    boundUntil: sometimes(fc.constantFrom('2024-03-01', '2025-01-01')),
    assignedTo: sometimes(fc.constantFrom('one', 'two')),
    metadata: anyMetadata,
  })
  .map(({ status, startDay, startsDay, endedDay, endsDay, change, assignedTo, ...fields }) =>
    LicenseLine.parse(
      JSON.parse(
        JSON.stringify({
          ...{ kind: 'license', tenantId: 'tenant', licenseId: 'license', customerId: 'customer', status, ...fields },
          activatedAt: status === 'PENDING' ? undefined : toInstant(begin + startDay * dayMs),
          startsOn: status === 'PENDING' && startsDay !== undefined ? toDay(startsDay) : undefined,
          endsOn: status !== 'CANCELLED' && endsDay !== undefined ? toDay(endsDay) : undefined,
          cancelledAt: status === 'CANCELLED' ? toInstant(begin + Math.max(startDay, endedDay) * dayMs) : undefined,
          pendingProductOffering: change && {
            scheduledAt: toDay(change.day),
            productOfferingId: change.productOfferingId,
          },
          assignedTo: assignedTo && { type: 'USER', userId: assignedTo },
        }),
      ),
    ),
  );

const anyStep = fc.record({
  afterDays: fc.constantFrom(0, 0, 1, 10),
  action: fc.oneof(
    anyLine.map(line => ({ line })),
    fc.record({ cancelInDays: sometimes(fc.nat(20)), metadata: anyMetadata }),
    fc.constant({ undoesEnd: true }),
  ),
});

type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

function findReferences(line: LicenseLine) {
  const { pendingProductOffering: pending, assignedTo } = line;
  return {
    type: 'PBX',
    customer: { customerId: 'customer', name: 'Ada Ltd' },
    assignment: assignedTo?.type === 'USER' ? { ...assignedTo, userDisplay: `User ${assignedTo.userId}` } : undefined,
    offering: offerings[line.productOfferingId as 'second'],
    pendingOffering: pending && offerings[pending.productOfferingId as 'second'],
  };
}

function importLine(
  license: LicenseFacts,
  line: LicenseLine,
  time: DecisionTime,
): { facts: LicenseFacts; differences: FieldDifference[] } {
  const merged = mergeLicense(line, settleLicense(license, time.now), findReferences(line), time);
  if ('problems' in merged) throw new Error(JSON.stringify(merged.problems));
  return { ...merged, facts: settleLicense(merged.facts, time.now) };
}

/** Calls a check for every import in a random history of imports and commands. */
function checkImports(
  check: (before: LicenseFacts, line: LicenseLine, after: LicenseFacts, time: DecisionTime) => void,
) {
  const history = fc.record({ first: anyLine, steps: fc.array(anyStep, { maxLength: 6 }) });
  const run = ({ first, steps }: { first: LicenseLine; steps: Step[] }) => {
    let now = begin;
    const timeAt = () => createDecisionTime(toInstant(now), 'UTC');
    let license = buildLicense(first, findReferences(first), timeAt());
    for (const { afterDays, action } of steps) {
      now += afterDays * dayMs;
      const time = timeAt();
      if ('line' in action) {
        const before = settleLicense(license, time.now);
        license = importLine(license, action.line, time).facts;
        check(before, action.line, license, time);
        continue;
      }
      if ('undoesEnd' in action) {
        if (!isDue(license.ends, time.now)) license = markCommanded({ ...license, ends: undefined }, ['end']);
        continue;
      }
      const scheduledAt =
        action.cancelInDays === undefined ? undefined : toInstant(now + action.cancelInDays * dayMs).slice(0, 10);
      const cancelled = decideCancelLicense(license, { scheduledAt, metadata: action.metadata }, time);
      if (!isDomainError(cancelled)) license = cancelled.after;
    }
  };
  fc.assert(fc.property(history, run), { seed: 18, numRuns: 1500 });
}

const pickCommanded = ({ commanded, ends, metadata = {} }: LicenseFacts, after: LicenseFacts) => ({
  ends: commanded?.end ? ends : undefined,
  metadata: Object.entries(metadata).filter(([name]) => isKeyCommanded(after, name)),
});

describe('in any history of imports and commands', () => {
  it('an import changes nothing that a command has set', () => {
    checkImports((before, _line, after) => {
      expect(pickCommanded(after, before)).toEqual(pickCommanded(before, before));
      expect(after.commanded).toEqual(before.commanded);
    });
  });

  it('a repeated import changes nothing, on the same day and after everything has become due', () => {
    checkImports((_before, line, after, time) => {
      const again = importLine(after, line, time);
      expect(again.facts).toEqual(after);
      expect(importLine(again.facts, line, time).differences).toEqual(again.differences);
      const later = createDecisionTime(toInstant(Date.parse(time.now) + 60 * dayMs), 'UTC');
      expect(importLine(after, line, later).facts).toEqual(settleLicense(after, later.now));
    });
  });

  it('an import neither moves nor clears an end that is in effect, and no start that is becomes pending', () => {
    checkImports((before, _line, after, { now }) => {
      if (isDue(before.ends, now)) expect(after.ends).toEqual(before.ends);
      if (before.starts?.applied) expect(after.starts?.applied).toBe(true);
    });
  });

  it('the value of a line that reports no difference is stored', () => {
    checkImports((before, line, after, time) => {
      const { differences } = importLine(before, line, time);
      if (differences.length > 0) return;
      const change = line.pendingProductOffering;
      // An end on or before the change hides it.
      const isDueChange = change && toStartOfDay('UTC', change.scheduledAt) <= time.now;
      const isChanged = isDueChange && after.offeringChange === undefined;
      expect(after.productOffering.productOfferingId).toBe(
        isChanged ? change.productOfferingId : line.productOfferingId,
      );
      if (line.endsOn !== undefined) expect(after.ends?.on).toBe(line.endsOn);
      if (line.startsOn !== undefined) expect(after.starts?.on).toBe(line.startsOn);
      for (const [name, value] of Object.entries(line.metadata ?? {}))
        if (value !== null) expect(after.metadata?.[name]).toEqual(value);
    });
  });
});
