import * as z from 'zod';
import { CalendarDate, createTextSchema, ResourceId } from './field-types.ts';

export const BillingCycle = z.strictObject({
  period: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']),
  interval: z.int().min(1).max(100).describe('Every how many periods.'),
});
export type BillingCycle = z.infer<typeof BillingCycle>;

const Amount = z.number().min(-1e15).max(1e15);

export const Price = z
  .strictObject({
    currency: z.string().regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code'),
    priceType: z.enum(['ONE_TIME', 'RECURRING']),
    netPrice: Amount.optional().describe('In major units.'),
    discount: Amount.optional().describe('In major units.'),
    boundMonths: z.int().min(0).max(1200).optional().describe('No default cancellation ends before these are over.'),
    billingCycle: BillingCycle.optional(),
  })
  .describe('As agreed when the license or add-on was made.');
export type Price = z.infer<typeof Price>;

/** How an offering ends what was made from it when no date is given. */
export const CancellationSchedule = z.enum(['INSTANT', 'NEXT_RENEWAL']);
export type CancellationSchedule = z.infer<typeof CancellationSchedule>;

export const ProductOfferingGroup = z.strictObject({
  productOfferingGroupId: ResourceId,
  name: createTextSchema(1, 256),
  category: createTextSchema(1, 256),
  description: createTextSchema(1, 1000).optional(),
});
export type ProductOfferingGroup = z.infer<typeof ProductOfferingGroup>;

/** A product offering as it is embedded in what was made from it. */
export const EmbeddedProductOffering = z.strictObject({
  productOfferingId: ResourceId,
  name: createTextSchema(1, 256),
  price: Price,
  group: ProductOfferingGroup.optional(),
});
export type EmbeddedProductOffering = z.infer<typeof EmbeddedProductOffering>;

export const ProductOfferingType = z.enum(['LICENSE', 'SUBSCRIPTION', 'SUBSCRIPTION_ADDON']);

export const ProductOfferingStatus = z.enum(['AVAILABLE', 'ARCHIVED']);

/** Something of the catalogue, from which licenses, subscriptions and add-ons are made. */
export const ProductOffering = z.strictObject({
  productOfferingId: ResourceId,
  name: createTextSchema(1, 256),
  type: ProductOfferingType.describe('What is made from it.'),
  licenseType: z.string().optional().describe('Of the licenses that it makes; only with the type `LICENSE`.'),
  status: ProductOfferingStatus.describe('Nothing new is made from one that is `ARCHIVED`.'),
  cancellationSchedule: CancellationSchedule.describe('How what was made from it ends when no date is given.'),
  price: Price,
  group: ProductOfferingGroup.optional(),
});
export type ProductOffering = z.infer<typeof ProductOffering>;

export const PendingProductOffering = z.strictObject({
  scheduledAt: CalendarDate,
  product: EmbeddedProductOffering,
});
export type PendingProductOffering = z.infer<typeof PendingProductOffering>;
