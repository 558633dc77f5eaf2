import { oneOf } from '../support/random.ts';
import { dayIn, factOn, plusDays, type Terms, type Thing } from './model.ts';

const dayMs = 86_400_000;

/** A tenant of the year: what was imported for it and made by it, as the model has it. */
export interface Tenant {
  tenantId: string;
  apiKey: string;
  zone: string;
  licenses: Map<string, Thing & { offering: string }>;
  /** By subscription and offering. */
  addons: Map<string, Thing>;
}

const terms: Record<string, Terms> = {
  instant: { schedule: 'INSTANT', months: 1 },
  monthly: { schedule: 'NEXT_RENEWAL', months: 1 },
  bound: { schedule: 'NEXT_RENEWAL', months: 1, boundMonths: 3 },
  weekly: { schedule: 'NEXT_RENEWAL', days: 7 },
  once: { schedule: 'NEXT_RENEWAL', boundMonths: 2 },
};
export const offerings = Object.keys(terms);
export const termsOf = (offering: string): Terms => terms[offering] ?? { schedule: 'INSTANT' };

/** The lines that a tenant begins with. */
export const firstLines = (): object[] => [
  { kind: 'customer', customerId: 'customer', name: 'Ada Ltd' },
  ...offerings.map(id => offeringLine(id, { productOfferingId: id, type: 'LICENSE', licenseType: 'PBX' })),
  ...offerings.map(id => offeringLine(id, { productOfferingId: `addon-${id}`, type: 'SUBSCRIPTION_ADDON' })),
];

function offeringLine(name: string, fields: object): object {
  const { schedule, boundMonths, months, days } = termsOf(name);
  const billingCycle = months ? { period: 'MONTHLY', interval: months } : { period: 'WEEKLY', interval: 1 };
  const cycle = (months || days) && { billingCycle };
  const price = { currency: 'EUR', priceType: 'RECURRING', netPrice: 1, boundMonths, ...cycle };
  return { kind: 'productOffering', name, ...fields, cancellationSchedule: schedule, price };
}

/** A license that has begun, and may end, or is yet to begin. */
export function licenseLine({ zone, licenses }: Tenant, licenseId: string, now: number, random: () => number): object {
  const offering = oneOf(offerings, random);
  const line = { kind: 'license', licenseId, customerId: 'customer', productOfferingId: offering };
  const laterDay = () => plusDays(dayIn(zone, now), 1 + Math.floor(random() * 200));
  const thing = { zone, terms: termsOf(offering), offering };
  if (random() < 0.5) {
    const startsOn = laterDay();
    licenses.set(licenseId, { ...thing, start: factOn(zone, startsOn, now) });
    return { ...line, status: 'PENDING', startsOn };
  }
  const at = now - Math.floor(random() * 300 * dayMs);
  const endsOn = random() < 0.5 ? laterDay() : undefined;
  const end = endsOn === undefined ? undefined : factOn(zone, endsOn, now);
  licenses.set(licenseId, { ...thing, start: { on: dayIn(zone, at), at }, end });
  return { ...line, status: 'ACTIVE', activatedAt: new Date(at).toISOString(), endsOn };
}

/** A subscription with three add-ons, some of which are yet to begin. */
export function subscriptionLine({ zone, addons }: Tenant, subscriptionId: string, now: number, random: () => number) {
  const at = now - Math.floor(random() * 300 * dayMs);
  const on = dayIn(zone, at);
  const lines = offerings.slice(0, 3).map(offering => {
    const startsOn = random() < 0.5 ? plusDays(dayIn(zone, now), 1 + Math.floor(random() * 100)) : undefined;
    const start = startsOn === undefined ? { on, at } : factOn(zone, startsOn, now);
    addons.set(`${subscriptionId} addon-${offering}`, { zone, terms: termsOf(offering), countsFrom: on, start });
    return {
      subscriptionAddonId: `${subscriptionId}-${offering}`,
      productOfferingId: `addon-${offering}`,
      addedAt: new Date(at).toISOString(),
      status: startsOn === undefined ? 'ACTIVE' : 'PENDING',
      startsOn,
    };
  });
  const sim = { esim: false, iccid: '89490200001234567890' };
  const line = { kind: 'subscription', subscriptionId, customerId: 'customer', status: 'ACTIVATED', type: 'MOBILE' };
  return { ...line, msisdn: '+49151000', sim, addons: lines };
}
