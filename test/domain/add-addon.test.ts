import { describe, expect, it } from 'vitest';
import { decideAddAddon, type NewAddonRequest } from '../../lib/domain/add-addon.ts';
import { type AddonFacts, decideCancelAddon, viewAddon } from '../../lib/domain/addon.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import type { ProductOfferingFacts } from '../../lib/domain/product-offering.ts';
import type { SubscriptionFacts } from '../../lib/domain/subscription.ts';
import { decideUndoAddonCancellation } from '../../lib/domain/undo-addon-cancellation.ts';
import { anAddon, anOffering, aSubscription, decisionTimeAt } from '../support/sample-facts.ts';

const time = decisionTimeAt('2024-01-15T22:30:00.000Z', 'Europe/Berlin');
const target = anOffering({ productOfferingId: 'pass', type: 'SUBSCRIPTION_ADDON', licenseType: undefined });
const future = (on: string) => ({ on, at: `${on}T00:00:00.000Z` });
const cancelledSubscription = { status: 'CANCELLED', ends: { ...future('2024-01-01'), applied: true } } as const;

interface Given {
  subscription?: SubscriptionFacts | undefined;
  request?: Partial<NewAddonRequest>;
  target?: ProductOfferingFacts | undefined;
  latestAddons?: AddonFacts[];
  subscriptionOffering?: ProductOfferingFacts;
}
const decide = (given: Given) => {
  const { subscription, target: offering } = { subscription: aSubscription(), target, ...given };
  const { request = {}, latestAddons = [], subscriptionOffering } = given;
  const related = { latestAddons, target: offering, subscriptionOffering };
  return decideAddAddon(subscription, { productOfferingId: 'pass', ...request }, related, 'new', time);
};
function added(given: Given = {}): AddonFacts {
  const decision = decide(given);
  if (isDomainError(decision)) throw new Error(JSON.stringify(decision));
  return decision;
}

describe('a new add-on', () => {
  it('is active at once, with the terms of the offering and the data of the request', () => {
    const addon = added({ request: { metadata: { a: 1, b: null } } });
    expect(addon).toMatchObject({
      ...{ subscriptionAddonId: 'new', subscriptionId: 'subscription', addedAt: time.now, addedOn: '2024-01-15' },
      ...{ cancellationSchedule: 'INSTANT', expires: undefined, metadata: { a: 1 } },
    });
    expect(viewAddon(addon, time.now)).toMatchObject({ status: 'ACTIVE', scheduledChanges: [] });
  });

  it('is PENDING until a later day', () => {
    expect(viewAddon(added({ request: { scheduledAt: '2024-03-01' } }), time.now)).toMatchObject({
      status: 'PENDING',
      scheduledChanges: [{ status: 'ACTIVE', scheduledAt: '2024-03-01' }],
    });
  });

  it('expires at the first instant of the day that is its validity after its start, in the time zone of the tenant', () => {
    const pass = { ...target, validityDays: 1 };
    expect(added({ target: pass }).expires).toEqual({ on: '2024-01-16', at: '2024-01-15T23:00:00.000Z' });
    const addon = added({ target: { ...target, validityDays: 30 }, request: { scheduledAt: '2024-03-01' } });
    expect(addon.expires).toEqual({ on: '2024-03-31', at: '2024-03-30T23:00:00.000Z' });
    expect(viewAddon(addon, time.now).scheduledChanges).toEqual([
      { status: 'ACTIVE', scheduledAt: '2024-03-01' },
      { status: 'EXPIRED', scheduledAt: '2024-03-31' },
    ]);
    expect(viewAddon(addon, '2024-03-30T23:00:00.000Z').status).toBe('EXPIRED');
  });

  it('is possible after one of the same offering has ended, and next to 19 others', () => {
    const ended = anAddon({ offeringId: 'pass', ends: future('2024-01-10') });
    const others = Array.from({ length: 19 }, (_, n) => anAddon({ offeringId: `other-${n}` }));
    expect(added({ latestAddons: [ended, ...others] }).subscriptionAddonId).toBe('new');
  });

  it('is possible if the offering of the subscription lists it, or lists nothing', () => {
    expect(added({ subscriptionOffering: anOffering({ addonOfferings: ['pass'] }) }).subscriptionAddonId).toBe('new');
    expect(added({ subscriptionOffering: anOffering() }).subscriptionAddonId).toBe('new');
  });

  it.each<[string, Given, string]>([
    [
      'on a past day, before anything else',
      { subscription: undefined, request: { scheduledAt: '2024-01-14' } },
      'VALIDATION_ERROR',
    ],
    ['for an unknown subscription', { subscription: undefined, target: undefined }, 'subscription_not_found'],
    [
      'for an unknown offering, before the status',
      { target: undefined, subscription: aSubscription(cancelledSubscription) },
      'product_offering_not_found',
    ],
    [
      'of a cancelled subscription',
      { subscription: aSubscription(cancelledSubscription) },
      'subscription_already_cancelled',
    ],
    ['of a blocked subscription', { subscription: aSubscription({ status: 'BLOCKED' }) }, 'subscription_blocked'],
    ['of an archived offering', { target: { ...target, status: 'ARCHIVED' } }, 'product_offering_not_available'],
    ['of an offering of another type', { target: anOffering() }, 'product_offering_not_available'],
    [
      'that the subscription’s offering does not list',
      { subscriptionOffering: anOffering({ addonOfferings: ['other'] }) },
      'addon_not_offered',
    ],
    [
      'while one of the same offering is live, also if its end is scheduled',
      { latestAddons: [anAddon({ offeringId: 'pass', ends: future('2024-03-01') })] },
      'addon_exists',
    ],
    [
      'as the 21st live one',
      { latestAddons: Array.from({ length: 20 }, (_, n) => anAddon({ offeringId: `other-${n}` })) },
      'addon_limit_reached',
    ],
  ])('is refused %s', (_case, given, code) => {
    expect(JSON.stringify(decide(given))).toContain(code);
  });
});

describe('an add-on that expires', () => {
  const expiring = anAddon({ expires: future('2024-02-01') });
  const cancel = (addon: AddonFacts, scheduledAt?: string) =>
    decideCancelAddon(aSubscription(), [addon], { productOfferingId: 'addon-offering', scheduledAt }, time);

  it('can be cancelled for a day before it expires', () => {
    expect(cancel(expiring, '2024-01-31')).toMatchObject({ after: { ends: { on: '2024-01-31' } } });
  });

  it.each(['2024-02-01', '2024-03-01'])('cannot be cancelled for %s', day => {
    expect(cancel(expiring, day)).toMatchObject({
      invalidRequest: 'VALIDATION_ERROR',
      details: [{ property: 'scheduledAt', message: 'the add-on expires on 2024-02-01' }],
    });
  });

  it('cannot be cancelled by default if it expires before', () => {
    const renewing = { ...expiring, cancellationSchedule: 'NEXT_RENEWAL' } as const;
    expect(cancel({ ...renewing, expires: future('2024-01-31') })).toHaveProperty('after.ends.on', '2024-01-30');
    expect(cancel({ ...renewing, expires: future('2024-01-30') })).toEqual({ businessError: 'addon_expiring' });
  });
});

describe('undoing the cancellation of an add-on', () => {
  const undo = (addons: AddonFacts[], subscription: SubscriptionFacts | undefined = aSubscription()) =>
    decideUndoAddonCancellation(subscription, addons, { productOfferingId: 'addon-offering' }, time);
  const ending = anAddon({ ends: future('2024-03-01'), cancellationReason: 'No longer needed' });

  it('removes the end and its reason, and keeps the expiry', () => {
    const decision = undo([{ ...ending, expires: future('2024-04-01') }]);
    expect(decision).toMatchObject({
      after: { ends: undefined, cancellationReason: undefined, expires: future('2024-04-01'), changedAt: time.now },
    });
  });

  it('brings back a start that the end hid', () => {
    const decision = undo([{ ...ending, starts: future('2024-05-01') }]);
    if (isDomainError(decision)) throw new Error(JSON.stringify(decision));
    expect(viewAddon(decision.after, '2024-05-01T00:00:00.000Z').status).toBe('ACTIVE');
  });

  it('works on a blocked subscription', () => {
    expect(undo([ending], aSubscription({ status: 'BLOCKED' }))).toHaveProperty('after');
  });

  it.each<[string, object, string]>([
    [
      'an unknown subscription',
      decideUndoAddonCancellation(undefined, [], { productOfferingId: 'x' }, time),
      'subscription_not_found',
    ],
    ['an add-on that never was', undo([]), 'addon_not_found'],
    ['an ended add-on', undo([anAddon({ ends: future('2024-01-10') })]), 'addon_already_cancelled'],
    ['an expired add-on', undo([anAddon({ expires: future('2024-01-10') })]), 'addon_already_cancelled'],
    ['a cancelled subscription', undo([ending], aSubscription(cancelledSubscription)), 'addon_already_cancelled'],
    ['an add-on without an end', undo([anAddon({ expires: future('2024-04-01') })]), 'nothing_scheduled'],
  ])('is refused for %s', (_case, decision, code) => {
    expect(decision).toEqual({ businessError: code });
  });
});
