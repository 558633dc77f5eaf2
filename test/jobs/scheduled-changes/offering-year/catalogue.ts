import type { ModelAddonOffering } from './model-addon.ts';
import type { ModelCycle, ModelOffering } from './model-terms.ts';

const monthly: ModelCycle = { period: 'MONTHLY', interval: 1 };
const quarterly: ModelCycle = { period: 'MONTHLY', interval: 3 };
const yearly: ModelCycle = { period: 'YEARLY', interval: 1 };
const weekly: ModelCycle = { period: 'WEEKLY', interval: 2 };

/** An offering of the catalogue: with its price per cycle, and what the import states about the schedules of changes. */
interface CatalogueOffering extends ModelOffering {
  netPrice: number;
}

/**
 * The license offerings. Their price per year rises from one to the next, so the schedule of a change between them follows from their
 * order where the catalogue states none.
 */
const offeringTerms: [string, 'INSTANT' | 'NEXT_RENEWAL', number, ModelCycle | undefined, number][] = [
  ['yearly', 'NEXT_RENEWAL', 12, yearly, 60],
  ['monthly', 'NEXT_RENEWAL', 0, monthly, 10],
  ['quarterly', 'NEXT_RENEWAL', 2, quarterly, 45],
  ['bound', 'NEXT_RENEWAL', 3, monthly, 20],
  ['weekly', 'INSTANT', 0, weekly, 20],
  // Without a cycle, a price is not comparable with those of the others.
  ['flat', 'NEXT_RENEWAL', 1, undefined, 5],
];

const statedSchedules: Record<string, 'INSTANT' | 'NEXT_RENEWAL'> = {
  'monthly bound': 'NEXT_RENEWAL',
  'bound monthly': 'INSTANT',
  'flat monthly': 'INSTANT',
  'quarterly weekly': 'NEXT_RENEWAL',
};

const ids = offeringTerms.map(([id]) => id);

/** An offering has no option for the next but one, and an option for itself, which no change may use. */
const isOption = (from: string, to: string): boolean => ids.indexOf(to) !== ids.indexOf(from) + 2;

function chooseModelSchedule(from: string, to: string): 'INSTANT' | 'NEXT_RENEWAL' {
  const stated = statedSchedules[`${from} ${to}`];
  if (stated) return stated;
  return from !== 'flat' && to !== 'flat' && ids.indexOf(to) >= ids.indexOf(from) ? 'INSTANT' : 'NEXT_RENEWAL';
}

export const licenseOfferings: CatalogueOffering[] = offeringTerms.map(
  ([productOfferingId, cancellationSchedule, boundMonths, cycle, netPrice]) => ({
    ...{ productOfferingId, cancellationSchedule, boundMonths, cycle, netPrice },
    changes: Object.fromEntries(
      ids.filter(to => isOption(productOfferingId, to)).map(to => [to, chooseModelSchedule(productOfferingId, to)]),
    ),
  }),
);

export const addonOfferings: ModelAddonOffering[] = [
  ['addon-instant', 'INSTANT', 0, monthly, undefined],
  ['addon-monthly', 'NEXT_RENEWAL', 0, monthly, undefined],
  ['addon-bound', 'NEXT_RENEWAL', 2, weekly, undefined],
  ['addon-month', 'NEXT_RENEWAL', 0, monthly, 30],
  ['addon-pass', 'NEXT_RENEWAL', 0, monthly, 45],
  ['addon-week', 'INSTANT', 0, undefined, 7],
].map(([productOfferingId, cancellationSchedule, boundMonths, cycle, validityDays]) => ({
  ...{ productOfferingId, cancellationSchedule, boundMonths, cycle, validityDays },
  changes: {},
})) as ModelAddonOffering[];

/** Builds the import lines of a tenant. */
export const buildCatalogueLines = (): object[] => [
  { kind: 'customer', customerId: 'customer', name: 'Ada Ltd' },
  ...licenseOfferings.map(offering => ({
    ...buildOfferingLine(offering, offering.netPrice),
    ...{ type: 'LICENSE', licenseType: 'PBX' },
    changeOptions: Object.keys(offering.changes).map(to => ({
      productOfferingId: to,
      changeSchedule: statedSchedules[`${offering.productOfferingId} ${to}`],
    })),
  })),
  ...addonOfferings.map(offering => ({
    ...buildOfferingLine(offering, 1),
    ...{ type: 'SUBSCRIPTION_ADDON', validityDays: offering.validityDays },
  })),
  {
    ...{ kind: 'subscription', subscriptionId: 'subscription', customerId: 'customer', status: 'ACTIVATED' },
    ...{ type: 'MOBILE', msisdn: '+49151000', sim: { esim: false, iccid: '89490200001234567890' } },
  },
];

const buildOfferingLine = (offering: ModelOffering, netPrice: number): object => ({
  ...{ kind: 'productOffering', productOfferingId: offering.productOfferingId, name: offering.productOfferingId },
  cancellationSchedule: offering.cancellationSchedule,
  price: {
    ...{ currency: 'EUR', priceType: 'RECURRING', netPrice, boundMonths: offering.boundMonths },
    billingCycle: offering.cycle,
  },
});
