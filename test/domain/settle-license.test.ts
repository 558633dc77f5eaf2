import { describe, expect, it } from 'vitest';
import type { Price } from '../../lib/contract/product-offering.ts';
import { type LicenseFacts, settleLicense, viewLicense } from '../../lib/domain/license.ts';
import { aLicense } from '../support/sample-facts.ts';

const march = { on: '2024-03-01', at: '2024-03-01T00:00:00.000Z' };
const beforeMarch = '2024-02-29T23:59:59.999Z';
const monthly: Price = { currency: 'EUR', priceType: 'RECURRING', billingCycle: { period: 'MONTHLY', interval: 1 } };
const larger = (price: Partial<Price> = {}) => ({
  productOfferingId: 'larger',
  name: 'Larger',
  price: { ...monthly, ...price },
});

const changing = (facts: Partial<LicenseFacts> = {}, price: Partial<Price> = {}) =>
  aLicense({
    offeringChange: { ...march, productOffering: larger(price), cancellationSchedule: 'NEXT_RENEWAL' },
    ...facts,
  });

describe('a scheduled change of the product offering', () => {
  it('is pending until its day and in effect from then on, whether or not it was applied', () => {
    const license = changing();
    expect(viewLicense(license, beforeMarch)).toMatchObject({
      productOffering: { productOfferingId: 'offering' },
      pendingProductOffering: { scheduledAt: '2024-03-01', product: { productOfferingId: 'larger' } },
    });
    for (const each of [license, settleLicense(license, march.at)]) {
      expect(viewLicense(each, march.at).productOffering.productOfferingId).toBe('larger');
      expect(viewLicense(each, march.at).pendingProductOffering).toBeUndefined();
    }
    expect(settleLicense(license, march.at)).toMatchObject({
      cancellationSchedule: 'NEXT_RENEWAL',
      offeringChange: undefined,
    });
  });

  it('returns the same object while nothing is due', () => {
    const license = changing();
    expect(settleLicense(license, beforeMarch)).toBe(license);
  });

  it.each(['2024-02-15', '2024-03-01'])('is hidden by an end on %s, also after that end', on => {
    const license = changing({ ends: { on, at: `${on}T00:00:00.000Z` } });
    for (const now of ['2024-02-01T00:00:00.000Z', '2024-06-01T00:00:00.000Z']) {
      const view = viewLicense(license, now);
      expect(view.productOffering.productOfferingId).toBe('offering');
      expect(view.pendingProductOffering).toBeUndefined();
    }
  });

  it('is in effect for a license that ended after it', () => {
    const license = changing({ ends: { on: '2024-04-01', at: '2024-04-01T00:00:00.000Z' } });
    const view = viewLicense(license, '2024-06-01T00:00:00.000Z');
    expect(view).toMatchObject({ status: 'CANCELLED', productOffering: { productOfferingId: 'larger' } });
  });

  describe('once it is in effect', () => {
    const settleWith = (facts: Partial<LicenseFacts>, price: Partial<Price>) =>
      settleLicense(changing(facts, price), march.at);

    it('extends the minimum term by the new bound months, and never shortens it', () => {
      expect(settleWith({}, { boundMonths: 3 }).boundUntil).toBe('2024-06-01');
      expect(settleWith({ boundUntil: '2025-01-31' }, { boundMonths: 3 }).boundUntil).toBe('2025-01-31');
      expect(settleWith({ boundUntil: '2025-01-31' }, {}).boundUntil).toBe('2025-01-31');
      expect(settleWith({}, {}).boundUntil).toBeUndefined();
    });

    it('keeps a minimum term that follows from the start and the previous price', () => {
      const { productOffering } = aLicense();
      const bound = { ...productOffering, price: { ...productOffering.price, boundMonths: 12 } };
      expect(settleWith({ productOffering: bound }, {}).boundUntil).toBe('2024-11-30');
    });

    it('continues the renewals of an equal billing cycle and counts others from the change', () => {
      expect(settleWith({}, {}).renewsFrom).toBeUndefined();
      expect(settleWith({ renewsFrom: '2024-01-10' }, {}).renewsFrom).toBe('2024-01-10');
      expect(settleWith({}, { billingCycle: { period: 'MONTHLY', interval: 3 } }).renewsFrom).toBe('2024-03-01');
      expect(settleWith({}, { billingCycle: { period: 'YEARLY', interval: 1 } }).renewsFrom).toBe('2024-03-01');
      expect(settleWith({}, { billingCycle: undefined }).renewsFrom).toBe('2024-03-01');
    });
  });
});
