import { pickOne } from '../../support/random.ts';
import { addCalendarDays, createModelFact, type ModelItem, type ModelTerms, toLocalDay } from './lifecycle-model.ts';

const dayMs = 86_400_000;

/** A tenant of the simulation, with its imported and created items as the model knows them. */
export interface ModelTenant {
  tenantId: string;
  apiKey: string;
  zone: string;
  licenses: Map<string, ModelItem & { offering: string; line: object }>;
  /** Add-ons by subscription and offering. */
  addons: Map<string, ModelItem>;
}

const termsByOffering: Record<string, ModelTerms> = {
  instant: { schedule: 'INSTANT', cycleMonths: 1 },
  monthly: { schedule: 'NEXT_RENEWAL', cycleMonths: 1 },
  bound: { schedule: 'NEXT_RENEWAL', cycleMonths: 1, boundMonths: 3 },
  weekly: { schedule: 'NEXT_RENEWAL', cycleDays: 7 },
  once: { schedule: 'NEXT_RENEWAL', boundMonths: 2 },
};
export const modelOfferings = Object.keys(termsByOffering);
export const getOfferingTerms = (offering: string): ModelTerms => termsByOffering[offering] ?? { schedule: 'INSTANT' };

/** Builds the import lines of a new tenant. */
export const createInitialLines = (): object[] => [
  { kind: 'customer', customerId: 'customer', name: 'Ada Ltd' },
  ...modelOfferings.map(id => createOfferingLine(id, { productOfferingId: id, type: 'LICENSE', licenseType: 'PBX' })),
  ...modelOfferings.map(id => createOfferingLine(id, { productOfferingId: `addon-${id}`, type: 'SUBSCRIPTION_ADDON' })),
];

function createOfferingLine(name: string, fields: object): object {
  const { schedule, boundMonths, cycleMonths: months, cycleDays: days } = getOfferingTerms(name);
  const billingCycle = months ? { period: 'MONTHLY', interval: months } : { period: 'WEEKLY', interval: 1 };
  const cycle = (months || days) && { billingCycle };
  const price = { currency: 'EUR', priceType: 'RECURRING', netPrice: 1, boundMonths, ...cycle };
  return { kind: 'productOffering', name, ...fields, cancellationSchedule: schedule, price };
}

/** Builds a license that has started, may end, or has not started yet. */
export function generateLicenseLine(
  { zone, licenses }: ModelTenant,
  licenseId: string,
  now: number,
  random: () => number,
): object {
  const offering = pickOne(modelOfferings, random);
  const line = { kind: 'license', licenseId, customerId: 'customer', productOfferingId: offering };
  const laterDay = () => addCalendarDays(toLocalDay(zone, now), 1 + Math.floor(random() * 200));
  const thing = { zone, terms: getOfferingTerms(offering), offering };
  if (random() < 0.5) {
    const startsOn = laterDay();
    const pending = { ...line, status: 'PENDING', startsOn };
    licenses.set(licenseId, { ...thing, line: pending, start: createModelFact(zone, startsOn, now) });
    return pending;
  }
  const at = now - Math.floor(random() * 300 * dayMs);
  const endsOn = random() < 0.5 ? laterDay() : undefined;
  const end = endsOn === undefined ? undefined : createModelFact(zone, endsOn, now);
  const active = { ...line, status: 'ACTIVE', activatedAt: new Date(at).toISOString(), endsOn };
  licenses.set(licenseId, { ...thing, line: active, start: { on: toLocalDay(zone, at), at }, end });
  return active;
}

/** Builds a subscription with three add-ons, some of which have not started yet. */
export function generateSubscriptionLine(
  { zone, addons }: ModelTenant,
  subscriptionId: string,
  now: number,
  random: () => number,
) {
  const at = now - Math.floor(random() * 300 * dayMs);
  const on = toLocalDay(zone, at);
  const lines = modelOfferings.slice(0, 3).map(offering => {
    const startsOn =
      random() < 0.5 ? addCalendarDays(toLocalDay(zone, now), 1 + Math.floor(random() * 100)) : undefined;
    const start = startsOn === undefined ? { on, at } : createModelFact(zone, startsOn, now);
    addons.set(`${subscriptionId} addon-${offering}`, {
      zone,
      terms: getOfferingTerms(offering),
      start,
    });
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
