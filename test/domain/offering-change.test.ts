import { describe, expect, it } from 'vitest';
import type { Price } from '../../lib/contract/product-offering.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { type LicenseFacts, viewLicense } from '../../lib/domain/license.ts';
import { decideUndoLicenseCancellation, decideUndoOfferingChange } from '../../lib/domain/license-changes.ts';
import {
  decideOfferingChange,
  listPossibleChanges,
  type OfferingChangeRequest,
} from '../../lib/domain/offering-change.ts';
import type { ProductOfferingFacts } from '../../lib/domain/product-offering.ts';
import { aLicense, anOffering, decisionTimeAt } from '../support/sample-facts.ts';

const monthly = (netPrice: number, more: Partial<Price> = {}): Price => ({
  currency: 'EUR',
  priceType: 'RECURRING',
  netPrice,
  billingCycle: { period: 'MONTHLY', interval: 1 },
  ...more,
});
const dearer = anOffering({ productOfferingId: 'dearer', price: monthly(20), cancellationSchedule: 'NEXT_RENEWAL' });
const cheaper = anOffering({ productOfferingId: 'cheaper', price: monthly(5) });
const options = (...ids: string[]) => ids.map(productOfferingId => ({ productOfferingId }));
const current = anOffering({ changeOptions: options('dearer', 'cheaper', 'offering') });
const time = decisionTimeAt('2024-01-15');

const decide = (
  license: LicenseFacts | undefined,
  request: Partial<OfferingChangeRequest>,
  target: ProductOfferingFacts | undefined,
  moment = time,
  offering: ProductOfferingFacts | undefined = current,
) =>
  decideOfferingChange(
    license,
    { productOfferingId: target?.productOfferingId ?? 'unknown', ...request },
    { target, current: offering },
    moment,
  );

function changed(...args: Parameters<typeof decide>): LicenseFacts {
  const decision = decide(...args);
  if (isDomainError(decision)) throw new Error(JSON.stringify(decision));
  return decision.after;
}

const future = (on: string) => ({ on, at: `${on}T00:00:00.000Z` });
const pendingIn = (on: string, facts: Partial<LicenseFacts> = {}) => aLicense({ starts: future(on), ...facts });
const pendingDay = (license: LicenseFacts) => viewLicense(license, time.now).pendingProductOffering?.scheduledAt;
const offeringNow = (license: LicenseFacts) => viewLicense(license, time.now).productOffering.productOfferingId;

describe('the schedule of a change', () => {
  it('is immediate for the same or a higher price, and on the requested day', () => {
    const after = changed(aLicense(), {}, dearer);
    expect(offeringNow(after)).toBe('dearer');
    expect(after).toMatchObject({ cancellationSchedule: 'NEXT_RENEWAL', offeringChange: undefined });
    const equal = { ...dearer, price: aLicense().productOffering.price };
    expect(offeringNow(changed(aLicense(), {}, equal))).toBe('dearer');
    expect(pendingDay(changed(aLicense(), { scheduledAt: '2024-03-03' }, dearer))).toBe('2024-03-03');
  });

  it('is the next renewal for a lower price', () => {
    const after = changed(aLicense(), {}, cheaper);
    expect(offeringNow(after)).toBe('offering');
    expect(pendingDay(after)).toBe('2024-01-30');
    expect(pendingDay(changed(aLicense(), { scheduledAt: '2024-01-31' }, cheaper))).toBe('2024-02-29');
  });

  it('is the next renewal if the prices cannot be compared', () => {
    expect(pendingDay(changed(aLicense(), {}, { ...dearer, price: monthly(20, { currency: 'CHF' }) }))).toBe(
      '2024-01-30',
    );
  });

  it('is that of the option, if it has one', () => {
    const withSchedules = anOffering({
      changeOptions: [
        { productOfferingId: 'dearer', changeSchedule: 'NEXT_RENEWAL' },
        { productOfferingId: 'cheaper', changeSchedule: 'INSTANT' },
      ],
    });
    expect(pendingDay(changed(aLicense(), {}, dearer, time, withSchedules))).toBe('2024-01-30');
    expect(offeringNow(changed(aLicense(), {}, cheaper, time, withSchedules))).toBe('cheaper');
  });

  it('waits for the end of the minimum term, and for it alone without a billing cycle', () => {
    const bound = (price: Price) =>
      aLicense({ productOffering: { productOfferingId: 'offering', name: 'Cloud PBX', price } });
    expect(pendingDay(changed(bound(monthly(9.99, { boundMonths: 3 })), {}, cheaper))).toBe('2024-02-29');
    const withoutCycle = monthly(9.99, { boundMonths: 3, billingCycle: undefined });
    expect(pendingDay(changed(bound(withoutCycle), {}, cheaper))).toBe('2024-02-29');
    expect(pendingDay(changed(bound(withoutCycle), { scheduledAt: '2024-03-05' }, cheaper))).toBe('2024-03-05');
    expect(offeringNow(changed(bound(monthly(9.99, { billingCycle: undefined })), {}, cheaper))).toBe('cheaper');
  });

  it('counts renewals from the last change of the billing cycle', () => {
    expect(pendingDay(changed(aLicense({ renewsFrom: '2024-01-10' }), {}, cheaper))).toBe('2024-02-10');
  });
});

describe('a change of a license that has not started', () => {
  it.each([undefined, '2024-03-01'])('is immediate on or before its start (%s), whatever the schedule', scheduledAt => {
    const bound = { ...cheaper, price: monthly(5, { boundMonths: 6 }) };
    const after = changed(pendingIn('2024-03-01', { boundUntil: '2025-01-01' }), { scheduledAt }, bound);
    expect(viewLicense(after, time.now)).toMatchObject({
      status: 'PENDING',
      productOffering: { productOfferingId: 'cheaper' },
      pendingProductOffering: undefined,
      boundUntil: '2024-09-01',
    });
  });

  it('is immediate if no start is known', () => {
    expect(offeringNow(changed(aLicense({ starts: undefined }), { scheduledAt: '2024-12-01' }, cheaper))).toBe(
      'cheaper',
    );
  });

  it('after its start counts renewals from the start', () => {
    expect(pendingDay(changed(pendingIn('2024-03-01'), { scheduledAt: '2024-03-02' }, cheaper))).toBe('2024-04-01');
    expect(pendingDay(changed(pendingIn('2024-03-01'), { scheduledAt: '2024-03-02' }, dearer))).toBe('2024-03-02');
  });
});

describe('a change is refused', () => {
  const refuse = (...args: Parameters<typeof decide>) => decide(...args);
  const ended = aLicense({ ends: { ...future('2024-01-01'), applied: true } });

  it.each([
    [
      'on a past day, before anything else',
      () => refuse(undefined, { scheduledAt: '2024-01-14' }, undefined),
      'VALIDATION_ERROR',
    ],
    ['for an unknown license', () => refuse(undefined, {}, dearer), 'license_not_found'],
    ['for an unknown offering, before the status', () => refuse(ended, {}, undefined), 'product_offering_not_found'],
    ['for an ended license', () => refuse(ended, {}, dearer), 'license_already_cancelled'],
    ['for a blocked license', () => refuse(aLicense({ suspension: 'BLOCKED' }), {}, dearer), 'license_blocked'],
    [
      'for an archived offering',
      () => refuse(aLicense(), {}, { ...dearer, status: 'ARCHIVED' as const, licenseType: 'FAX' }),
      'product_offering_not_available',
    ],
    [
      'for an offering that is not for licenses',
      () => refuse(aLicense(), {}, { ...dearer, type: 'SUBSCRIPTION' as const }),
      'product_offering_not_available',
    ],
    [
      'for another license type',
      () => refuse(aLicense(), {}, { ...dearer, licenseType: 'FAX' }),
      'license_type_mismatch',
    ],
    [
      'for an offering that is no option',
      () => refuse(aLicense(), {}, { ...dearer, productOfferingId: 'other' }),
      'product_offering_change_not_allowed',
    ],
    ['for the same offering', () => refuse(aLicense(), {}, anOffering()), 'product_offering_unchanged'],
    [
      'on the day of a scheduled end',
      () => refuse(aLicense({ ends: future('2024-03-01') }), { scheduledAt: '2024-03-01' }, dearer),
      'license_ending',
    ],
    [
      'if the next renewal is after a scheduled end',
      () => refuse(aLicense({ ends: future('2024-01-20') }), {}, cheaper),
      'license_ending',
    ],
  ])('%s', (_case, act, code) => {
    const decision = act();
    expect(
      'businessError' in decision ? decision.businessError : 'invalidRequest' in decision && decision.invalidRequest,
    ).toBe(code);
  });

  it('if the offering in effect has no options or is unknown', () => {
    expect(decide(aLicense(), {}, dearer, time, anOffering())).toEqual({
      businessError: 'product_offering_change_not_allowed',
    });
    expect(
      decideOfferingChange(aLicense(), { productOfferingId: 'dearer' }, { target: dearer, current: undefined }, time),
    ).toEqual({
      businessError: 'product_offering_change_not_allowed',
    });
  });

  it('if the merged metadata exceeds a limit', () => {
    const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`k${n}`, 1]));
    const decision = decide(aLicense({ metadata }), { metadata: { more: 1 } }, dearer);
    expect(decision).toMatchObject({ invalidRequest: 'VALIDATION_ERROR' });
  });
});

describe('a change of a paused license', () => {
  it('is allowed', () => {
    expect(offeringNow(changed(aLicense({ suspension: 'PAUSED' }), {}, dearer))).toBe('dearer');
  });
});

describe('another change', () => {
  it('replaces the one that is scheduled', () => {
    const first = changed(aLicense(), {}, cheaper);
    const second = changed(first, { scheduledAt: '2024-05-01' }, dearer);
    expect(viewLicense(second, time.now).pendingProductOffering).toMatchObject({
      scheduledAt: '2024-05-01',
      product: { productOfferingId: 'dearer' },
    });
  });

  it('is compared with the offering in effect, which may be a due change that no job has applied', () => {
    const due = changed(aLicense(), {}, cheaper);
    const later = decisionTimeAt('2024-02-05');
    const offering = { ...cheaper, changeOptions: options('cheaper', 'offering') };
    expect(decide(due, {}, cheaper, later, offering)).toEqual({ businessError: 'product_offering_unchanged' });
    expect(changed(due, {}, anOffering(), later, offering).productOffering.productOfferingId).toBe('offering');
  });
});

describe('undoing', () => {
  const undo = (decision: ReturnType<typeof decideUndoOfferingChange<LicenseFacts>>): LicenseFacts => {
    if (isDomainError(decision)) throw new Error(JSON.stringify(decision));
    return decision.after;
  };
  const hidden = aLicense({
    ends: future('2024-02-01'),
    offeringChange: { ...future('2024-03-01'), productOffering: { ...dearer }, cancellationSchedule: 'INSTANT' },
  });

  it('a cancellation brings back the start and the change that the end hid', () => {
    const both = { ...hidden, starts: future('2024-02-15') };
    expect(viewLicense(both, time.now)).toMatchObject({ scheduledChanges: [{ status: 'CANCELLED' }] });
    expect(viewLicense(undo(decideUndoLicenseCancellation(both, {}, time)), time.now)).toMatchObject({
      scheduledChanges: [{ status: 'ACTIVE', scheduledAt: '2024-02-15' }],
      pendingProductOffering: { scheduledAt: '2024-03-01' },
    });
  });

  it('a change also removes one that an end hides', () => {
    const undone = undo(decideUndoOfferingChange(hidden, {}, time));
    expect(undone).toMatchObject({ offeringChange: undefined, ends: hidden.ends });
  });

  it.each(['PAUSED', 'BLOCKED'] as const)('works for a license that is %s', suspension => {
    expect(undo(decideUndoLicenseCancellation({ ...hidden, suspension }, {}, time)).ends).toBeUndefined();
    expect(undo(decideUndoOfferingChange({ ...hidden, suspension }, {}, time)).offeringChange).toBeUndefined();
  });

  it('does nothing if nothing is scheduled, or if it is in effect', () => {
    for (const decision of [decideUndoLicenseCancellation, decideUndoOfferingChange]) {
      expect(decision(undefined, {}, time)).toEqual({ businessError: 'license_not_found' });
      expect(decision(aLicense(), {}, time)).toEqual({ businessError: 'nothing_scheduled' });
      expect(decision({ ...hidden, ends: future('2024-01-10') }, {}, time)).toEqual({
        businessError: 'license_already_cancelled',
      });
    }
    const due = { ...hidden, ends: undefined };
    expect(decideUndoOfferingChange(due, {}, decisionTimeAt('2024-03-01'))).toEqual({
      businessError: 'nothing_scheduled',
    });
  });
});

describe('the possible changes', () => {
  const list = (license: LicenseFacts, offerings = [dearer, cheaper, anOffering()]) =>
    listPossibleChanges(license, current, offerings, time).map(({ offering, changeSchedule, changeScheduleDate }) => [
      offering.productOfferingId,
      changeSchedule,
      changeScheduleDate,
    ]);

  it('are those that a request without a date would make, in the order of the options', () => {
    expect(list(aLicense())).toEqual([
      ['dearer', 'INSTANT', '2024-01-15'],
      ['cheaper', 'NEXT_RENEWAL', '2024-01-30'],
    ]);
  });

  it('leave out offerings that are not available or unknown, and changes on or after a scheduled end', () => {
    expect(list(aLicense(), [{ ...dearer, status: 'ARCHIVED' }])).toEqual([]);
    expect(list(aLicense({ ends: future('2024-01-30') }))).toEqual([['dearer', 'INSTANT', '2024-01-15']]);
  });

  it('of a pending license have the date of today', () => {
    expect(list(pendingIn('2024-03-01')).map(([, , on]) => on)).toEqual(['2024-01-15', '2024-01-15']);
  });

  it('of a blocked or ended license are none', () => {
    expect(list(aLicense({ suspension: 'BLOCKED' }))).toEqual([]);
    expect(list(aLicense({ ends: future('2024-01-01') }))).toEqual([]);
    expect(listPossibleChanges(aLicense(), undefined, [dearer], time)).toEqual([]);
  });
});
