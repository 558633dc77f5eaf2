import { describe, expect, it } from 'vitest';
import type { CancellationRequest } from '../../lib/domain/cancellation.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import type { DecisionTime } from '../../lib/domain/effective-dates.ts';
import { decideCancelLicense, type LicenseFacts, viewLicense } from '../../lib/domain/license.ts';
import { aLicense, decisionTimeAt } from '../support/sample-facts.ts';

/** Cancels a license and returns it; fails if the cancellation is rejected. */
function cancelled(license: LicenseFacts, request: CancellationRequest, moment: DecisionTime): LicenseFacts {
  const outcome = decideCancelLicense(license, request, moment);
  if (isDomainError(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.after;
}

const pending = aLicense({ starts: { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' } });
const renewing = (facts: Partial<LicenseFacts> = {}) => aLicense({ cancellationSchedule: 'NEXT_RENEWAL', ...facts });

/** The start is neither listed nor does it take effect, also after the end. */
function expectHiddenStart(license: LicenseFacts): void {
  for (const now of ['2024-01-15T12:00:00.000Z', '2024-12-31T00:00:00.000Z']) {
    const { activatedAt, scheduledChanges } = viewLicense(license, now);
    expect(activatedAt).toBeUndefined();
    expect(scheduledChanges.map(({ status }) => status)).not.toContain('ACTIVE');
  }
}

describe('cancelling a license before its start', () => {
  it.each([
    ['before the start', '2024-02-29'],
    ['on the day of the start', '2024-03-01'],
  ])('%s hides the start and keeps it stored', (_case, scheduledAt) => {
    const after = cancelled(pending, { scheduledAt }, decisionTimeAt('2024-01-15'));
    expect(after).toMatchObject({ starts: pending.starts, ends: { on: scheduledAt } });
    expectHiddenStart(after);
  });

  it('after the start keeps it', () => {
    const { starts, ends } = cancelled(pending, { scheduledAt: '2024-03-02' }, decisionTimeAt('2024-01-15'));
    expect(starts).toEqual(pending.starts);
    expect(ends).toEqual({ on: '2024-03-02', at: '2024-03-02T00:00:00.000Z' });
  });

  it.each(['INSTANT', 'NEXT_RENEWAL'] as const)('without a date ends it at once (%s)', cancellationSchedule => {
    const moment = decisionTimeAt('2024-01-15');
    const after = cancelled({ ...pending, cancellationSchedule }, {}, moment);
    expect(after).toMatchObject({ ends: { on: '2024-01-15', at: moment.now } });
    expect(viewLicense(after, moment.now)).toMatchObject({ status: 'CANCELLED', activatedAt: undefined });
  });

  it('becomes active on its start day when the end is moved from before the start to after it', () => {
    const first = cancelled(pending, { scheduledAt: '2024-02-15' }, decisionTimeAt('2024-01-15'));
    const second = cancelled(first, { scheduledAt: '2024-04-01' }, decisionTimeAt('2024-01-16'));
    expect(viewLicense(second, '2024-02-29T23:59:59.999Z').scheduledChanges).toEqual([
      { status: 'ACTIVE', scheduledAt: '2024-03-01' },
      { status: 'CANCELLED', scheduledAt: '2024-04-01' },
    ]);
    expect(viewLicense(second, '2024-03-01T00:00:00.000Z')).toMatchObject({
      status: 'ACTIVE',
      activatedAt: '2024-03-01T00:00:00.000Z',
    });
  });

  it('stays active if its day is over before it is cancelled on that day', () => {
    const started = cancelled(pending, {}, decisionTimeAt('2024-03-01T10:00:00.000Z'));
    expect(viewLicense(started, '2024-03-01T10:00:00.000Z')).toMatchObject({
      status: 'CANCELLED',
      activatedAt: '2024-03-01T00:00:00.000Z',
      cancelledAt: '2024-03-01T10:00:00.000Z',
    });
  });
});

it('a cancellation sets the time of the last change', () => {
  const moment = decisionTimeAt('2024-01-15');
  expect(cancelled(aLicense(), {}, moment).changedAt).toBe(moment.now);
});

it('an unknown license cannot be cancelled', () => {
  expect(decideCancelLicense(undefined, {}, decisionTimeAt('2024-01-15'))).toEqual({
    businessError: 'license_not_found',
  });
});

describe('moving a scheduled end', () => {
  const ending = aLicense({ ends: { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' } });

  it.each(['2024-02-01', '2024-03-01', '2024-12-31'])('to %s replaces it', scheduledAt => {
    const { ends } = cancelled(ending, { scheduledAt }, decisionTimeAt('2024-01-15'));
    expect(ends).toEqual({ on: scheduledAt, at: `${scheduledAt}T00:00:00.000Z` });
  });

  it('is not possible from its day on', () => {
    expect(decideCancelLicense(ending, { scheduledAt: '2024-04-01' }, decisionTimeAt('2024-03-01'))).toEqual({
      businessError: 'license_already_cancelled',
    });
  });
});

describe('a default schedule', () => {
  it('counts from the activation, not from an earlier explicit date', () => {
    expect(cancelled(renewing(), {}, decisionTimeAt('2024-01-15')).ends?.on).toBe('2024-01-30');
    expect(cancelled(renewing(), { scheduledAt: '2024-01-20' }, decisionTimeAt('2024-01-15')).ends?.on).toBe(
      '2024-01-20',
    );
  });

  it('counts from the date of the activation in the time zone of that time', () => {
    const license = renewing({ starts: { on: '2023-12-01', at: '2023-11-30T22:30:00.000Z' } });
    expect(cancelled(license, {}, decisionTimeAt('2024-01-15')).ends?.on).toBe('2024-02-01');
  });

  it("uses the date of today in the tenant's time zone", () => {
    const now = '2024-01-30T07:00:00.000Z';
    expect(cancelled(renewing(), {}, decisionTimeAt(now, 'Pacific/Auckland')).ends?.on).toBe('2024-02-29');
    expect(cancelled(renewing(), {}, decisionTimeAt(now, 'America/Los_Angeles')).ends?.on).toBe('2024-01-30');
  });

  it.each(['PAUSED', 'BLOCKED'] as const)('applies to a license that is %s', held => {
    expect(cancelled(renewing({ suspension: held }), {}, decisionTimeAt('2024-01-15')).ends?.on).toBe('2024-01-30');
  });

  it('ends a PAUSED license that never started immediately', () => {
    const license = renewing({ suspension: 'PAUSED', starts: undefined });
    expect(cancelled(license, {}, decisionTimeAt('2024-01-15')).ends?.on).toBe('2024-01-15');
  });
});

describe("when the tenant's time zone changes while a change is scheduled", () => {
  const inBerlin = decisionTimeAt('2024-01-15', 'Europe/Berlin');

  it('an end stays at the instant that was accepted', () => {
    const { ends } = cancelled(aLicense(), { scheduledAt: '2024-03-01' }, inBerlin);
    expect(ends).toEqual({ on: '2024-03-01', at: '2024-02-29T23:00:00.000Z' });
  });

  it('an end on the day of the start still hides the start, in either direction', () => {
    const berlin = aLicense({ starts: { on: '2024-03-01', at: '2024-02-29T23:00:00.000Z' } });
    for (const zone of ['America/Los_Angeles', 'Pacific/Auckland']) {
      expectHiddenStart(cancelled(berlin, { scheduledAt: '2024-03-01' }, decisionTimeAt('2024-01-15', zone)));
    }
  });

  it('an end whose instant is before the start hides it, although its date is later', () => {
    const farWest = aLicense({ starts: { on: '2024-03-01', at: '2024-03-01T12:00:00.000Z' } });
    const farEast = decisionTimeAt('2024-01-15', 'Pacific/Kiritimati');
    const after = cancelled(farWest, { scheduledAt: '2024-03-02' }, farEast);
    expect(after).toMatchObject({ ends: { at: '2024-03-01T10:00:00.000Z' } });
    expectHiddenStart(after);
    expect(cancelled(farWest, { scheduledAt: '2024-03-03' }, farEast).starts).toEqual(farWest.starts);
  });

  it('an end at the same instant as the start hides it, although its date is later', () => {
    const license = aLicense({ starts: { on: '2024-03-01', at: '2024-03-01T10:00:00.000Z' } });
    const after = cancelled(license, { scheduledAt: '2024-03-02' }, decisionTimeAt('2024-01-15', 'Pacific/Kiritimati'));
    expect(after).toMatchObject({ ends: { at: '2024-03-01T10:00:00.000Z' } });
    expectHiddenStart(after);
  });
});

describe('with clocks that differ', () => {
  it('an immediate cancellation is in effect for a slow clock, too', () => {
    const after = cancelled(aLicense(), { scheduledAt: '2024-01-15' }, decisionTimeAt('2024-01-15T09:30:02.000Z'));
    expect(viewLicense(after, '2024-01-15T09:30:00.000Z').status).toBe('CANCELLED');
    expect(decideCancelLicense(after, {}, decisionTimeAt('2024-01-15T09:30:00.000Z'))).toHaveProperty('businessError');
  });

  it('a license that ends on a later date is not cancelled before that date begins', () => {
    const after = cancelled(aLicense(), { scheduledAt: '2024-01-16' }, decisionTimeAt('2024-01-15T23:59:59.999Z'));
    expect(viewLicense(after, '2024-01-15T23:59:58.000Z').status).toBe('ACTIVE');
  });

  const made = aLicense({ starts: { on: '2024-01-15', at: '2024-01-15T09:30:02.000Z', applied: true } });

  it('an immediate cancellation is never earlier than the start', () => {
    const { ends } = cancelled(made, {}, decisionTimeAt('2024-01-15T09:30:00.000Z'));
    expect(ends).toMatchObject({ on: '2024-01-15', at: '2024-01-15T09:30:02.000Z' });
  });
});
