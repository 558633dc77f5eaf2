import { describe, expect, it } from 'vitest';
import {
  type AddonCancellationRequest,
  type AddonFacts,
  decideCancelAddon,
  isAddonLive,
  viewAddon,
} from '../../lib/domain/addon.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { type DecisionTime, markApplied } from '../../lib/domain/effective-dates.ts';
import { anAddon, aSubscription, decisionTimeAt } from '../support/sample-facts.ts';

const request = { productOfferingId: 'addon-offering' };
const march = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
const beforeMarch = '2024-02-29T23:59:59.999Z';

function cancelled(addon: AddonFacts, terms: Partial<AddonCancellationRequest>, moment: DecisionTime): AddonFacts {
  const outcome = decideCancelAddon(aSubscription(), [addon], { ...request, ...terms }, moment);
  if (isDomainError(outcome)) throw new Error(JSON.stringify(outcome));
  return outcome.after;
}

describe('an add-on over time', () => {
  it('is PENDING before its start and ACTIVE from then on', () => {
    const addon = anAddon({ starts: march });
    expect(viewAddon(addon, beforeMarch)).toMatchObject({
      status: 'PENDING',
      pendingStatus: { status: 'ACTIVE', scheduledAt: '2024-03-01' },
    });
    expect(viewAddon(addon, march.at)).toMatchObject({ status: 'ACTIVE', pendingStatus: undefined });
  });

  it('is CANCELLED from its end on', () => {
    const addon = anAddon({ ends: march });
    expect(viewAddon(addon, beforeMarch)).toMatchObject({
      status: 'ACTIVE',
      cancelledAt: undefined,
      pendingStatus: { status: 'CANCELLED', scheduledAt: '2024-03-01' },
    });
    expect(viewAddon(addon, march.at)).toMatchObject({
      status: 'CANCELLED',
      cancelledAt: march.at,
      pendingStatus: undefined,
      scheduledChanges: [],
    });
  });

  it('is EXPIRED instead of CANCELLED when it expired by itself', () => {
    const addon = anAddon({ expires: march });
    expect(viewAddon(addon, beforeMarch)).toMatchObject({
      status: 'ACTIVE',
      scheduledChanges: [{ status: 'EXPIRED', scheduledAt: '2024-03-01' }],
    });
    expect(viewAddon(addon, march.at)).toMatchObject({
      status: 'EXPIRED',
      cancelledAt: undefined,
      scheduledChanges: [],
    });
    expect(isAddonLive(addon, beforeMarch)).toBe(true);
    expect(isAddonLive(addon, march.at)).toBe(false);
  });

  it('ends with the earlier of its end and its expiry; at the same instant, it is EXPIRED', () => {
    const later = { on: '2024-03-02', at: '2024-03-02T00:00:00.000Z' };
    const cases: [Partial<AddonFacts>, string][] = [
      [{ ends: march, expires: later }, 'CANCELLED'],
      [{ ends: later, expires: march }, 'EXPIRED'],
      [{ ends: march, expires: { ...march } }, 'EXPIRED'],
    ];
    for (const [dates, status] of cases) {
      const addon = anAddon(dates);
      expect(viewAddon(addon, beforeMarch).scheduledChanges).toEqual([{ status, scheduledAt: '2024-03-01' }]);
      expect(viewAddon(addon, march.at).status).toBe(status);
      const applied = markApplied(addon, march.at);
      expect([applied.ends?.applied, applied.expires?.applied]).toEqual(
        status === 'EXPIRED' ? [undefined, true] : [true, undefined],
      );
      expect(viewAddon(applied, later.at)).toEqual(viewAddon(addon, march.at));
    }
  });

  it('is live until its end', () => {
    expect(isAddonLive(anAddon({ ends: march }), beforeMarch)).toBe(true);
    expect(isAddonLive(anAddon({ ends: march }), march.at)).toBe(false);
    expect(isAddonLive(anAddon(), march.at)).toBe(true);
  });

  it('has as updatedAt the last command or the latest change due since, whichever is later', () => {
    const addon = anAddon({ starts: march, ends: { on: '2024-04-01', at: '2024-04-01T00:00:00.000Z' } });
    const updatedAt = (facts: Partial<AddonFacts>, now: string) => viewAddon({ ...addon, ...facts }, now).updatedAt;
    expect(updatedAt({}, beforeMarch)).toBe(addon.changedAt);
    expect(updatedAt({}, march.at)).toBe(march.at);
    expect(updatedAt({ changedAt: '2024-03-10T00:00:00.000Z' }, '2024-03-20T00:00:00.000Z')).toBe(
      '2024-03-10T00:00:00.000Z',
    );
    expect(updatedAt({ changedAt: '2024-03-10T00:00:00.000Z' }, '2024-05-01T00:00:00.000Z')).toBe(
      '2024-04-01T00:00:00.000Z',
    );
  });
});

describe('cancelling an add-on by its default schedule', () => {
  const renewing = (facts: Partial<AddonFacts> = {}) => anAddon({ cancellationSchedule: 'NEXT_RENEWAL', ...facts });

  it('counts from the day on which it started, not from the day on which it was added', () => {
    const addon = renewing({ addedOn: '2023-11-30', starts: { on: '2023-12-10', at: '2023-12-10T00:00:00.000Z' } });
    expect(cancelled(addon, {}, decisionTimeAt('2024-01-15')).ends?.on).toBe('2024-02-10');
  });

  it('counts from the day on which it was added if no start is known', () => {
    const addon = renewing({ addedOn: '2023-11-30', starts: undefined });
    expect(cancelled(addon, {}, decisionTimeAt('2024-01-15')).ends?.on).toBe('2024-01-30');
    expect(cancelled(addon, {}, decisionTimeAt('2024-01-30')).ends?.on).toBe('2024-02-29');
  });

  it('ends an add-on that has not started immediately', () => {
    const moment = decisionTimeAt('2024-01-15');
    const after = cancelled(renewing({ starts: march }), {}, moment);
    expect(after).toMatchObject({ starts: march, ends: { on: '2024-01-15' } });
    expect(viewAddon(after, moment.now)).toMatchObject({ status: 'CANCELLED', cancelledAt: moment.now });
  });
});

describe('cancelling an add-on', () => {
  it('sets the time of the last change, also for a scheduled end', () => {
    const moment = decisionTimeAt('2024-01-15');
    expect(cancelled(anAddon(), { scheduledAt: '2024-03-01' }, moment).changedAt).toBe(moment.now);
  });

  it('keeps the earlier reason unless a new one is given', () => {
    const addon = anAddon({ cancellationReason: 'Too dear' });
    const on = { scheduledAt: '2024-03-01' };
    expect(cancelled(addon, on, decisionTimeAt('2024-01-15')).cancellationReason).toBe('Too dear');
    expect(cancelled(addon, { ...on, reason: 'Moved' }, decisionTimeAt('2024-01-15')).cancellationReason).toBe('Moved');
  });

  it('selects the add-on by its offering', () => {
    const others = [anAddon({ offeringId: 'voice' }), anAddon(), anAddon({ offeringId: 'roaming' })];
    const outcome = decideCancelAddon(aSubscription(), others, request, decisionTimeAt('2024-01-15'));
    expect(outcome).toMatchObject({ before: { subscriptionAddonId: 'addon-offering-1' } });
  });

  it.each([
    ['the subscription is unknown', undefined, [], 'subscription_not_found'],
    ['there never was one', aSubscription(), [anAddon({ offeringId: 'voice' })], 'addon_not_found'],
    ['it was cancelled', aSubscription(), [anAddon({ ends: march })], 'addon_already_cancelled'],
    ['it expired', aSubscription(), [anAddon({ expires: march })], 'addon_already_cancelled'],
  ])('is rejected when %s', (_case, subscription, addons, code) => {
    expect(decideCancelAddon(subscription, addons, request, decisionTimeAt('2024-03-01'))).toEqual({
      businessError: code,
    });
  });

  it('is rejected for a past date, whether or not the subscription exists', () => {
    const past = { ...request, scheduledAt: '2024-02-29' };
    expect(decideCancelAddon(undefined, [], past, decisionTimeAt('2024-03-01'))).toMatchObject({
      invalidRequest: 'VALIDATION_ERROR',
    });
  });
});
