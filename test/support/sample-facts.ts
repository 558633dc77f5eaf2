import type { Instant } from '../../lib/contract/field-types.ts';
import type { AddonFacts } from '../../lib/domain/addon.ts';
import { createDecisionTime, type DecisionTime } from '../../lib/domain/effective-dates.ts';
import type { LicenseFacts } from '../../lib/domain/license.ts';
import type { OrderFacts } from '../../lib/domain/order.ts';
import type { ProductOfferingFacts } from '../../lib/domain/product-offering.ts';
import type { SubscriptionFacts } from '../../lib/domain/subscription.ts';

/* Typical facts of each resource. A test overrides the fields that matter to it. */

const monthly = (netPrice: number): ProductOfferingFacts['price'] => ({
  currency: 'EUR',
  priceType: 'RECURRING',
  netPrice,
  billingCycle: { period: 'MONTHLY', interval: 1 },
});

const startedInNovember = { on: '2023-11-30', at: '2023-11-30T08:00:00.000Z', applied: true } as const;

export const anOffering = (facts: Partial<ProductOfferingFacts> = {}): ProductOfferingFacts => ({
  productOfferingId: 'offering',
  name: 'Cloud PBX',
  type: 'LICENSE',
  licenseType: 'PBX',
  status: 'AVAILABLE',
  cancellationSchedule: 'INSTANT',
  price: monthly(9.99),
  ...facts,
});

/** Builds facts that are active since 30 November 2023. */
export const aLicense = (facts: Partial<LicenseFacts> = {}): LicenseFacts => ({
  licenseId: 'license',
  type: 'PBX',
  customer: { customerId: 'customer', name: 'Ada Ltd' },
  productOffering: { productOfferingId: 'offering', name: 'Cloud PBX', price: monthly(9.99) },
  cancellationSchedule: 'INSTANT',
  createdAt: startedInNovember.at,
  changedAt: startedInNovember.at,
  starts: startedInNovember,
  ...facts,
});

/** Builds facts that are active since 30 November 2023. */
export const anAddon = ({
  offeringId = 'addon-offering',
  ...facts
}: Partial<AddonFacts & { offeringId: string }> = {}): AddonFacts => ({
  subscriptionAddonId: `${offeringId}-1`,
  subscriptionId: 'subscription',
  productOffering: { productOfferingId: offeringId, name: 'Data 5 GB', price: monthly(5) },
  cancellationSchedule: 'INSTANT',
  addedAt: startedInNovember.at,
  addedOn: startedInNovember.on,
  starts: startedInNovember,
  changedAt: startedInNovember.at,
  ...facts,
});

/** Builds an order for a license and an add-on, both of which can be created with the fixtures of the examples. */
export const anOrder = (facts: Partial<OrderFacts> = {}): OrderFacts =>
  ({
    orderId: 'order',
    state: 'PENDING',
    customer: { customerId: 'customer', name: 'Ada Ltd' },
    lineItems: [
      { lineItemId: 'seat', type: 'LICENSE', productOfferingId: 'offering' },
      {
        lineItemId: 'pass',
        type: 'SUBSCRIPTION_ADDON',
        subscriptionId: 'second-subscription',
        productOfferingId: 'day-pass-offering',
      },
    ],
    createdAt: startedInNovember.at,
    expiresAt: '2099-01-01T00:00:00.000Z',
    changedAt: startedInNovember.at,
    ...facts,
  }) satisfies OrderFacts;

export const aSubscription = (facts: Partial<SubscriptionFacts> = {}): SubscriptionFacts => ({
  subscriptionId: 'subscription',
  status: 'ACTIVATED',
  type: 'MOBILE',
  display: '+49 151 000',
  msisdn: '+49151000',
  customer: { customerId: 'customer', name: 'Ada Ltd' },
  sim: { esim: false, iccid: '89490200001234567890' },
  createdAt: '2023-01-01T00:00:00.000Z',
  changedAt: '2023-01-01T00:00:00.000Z',
  ...facts,
});

/** Creates a decision time from an instant, or from a day at 09:30 UTC. */
export const decisionTimeAt = (now: Instant | `${number}-${number}-${number}`, timeZone = 'UTC'): DecisionTime =>
  createDecisionTime(now.includes('T') ? now : `${now}T09:30:00.000Z`, timeZone);
