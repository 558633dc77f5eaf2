import * as z from 'zod';
import { CalendarDate, createTextSchema, ResourceId } from './field-types.ts';

export const BillingCycle = z
  .strictObject({
    period: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']).describe('The unit of the cycle.'),
    interval: z
      .int()
      .min(1)
      .max(100)
      .meta({ description: 'The number of periods per cycle.', examples: [1] }),
  })
  .meta({ id: 'BillingCycle', description: 'How often a recurring price is charged.' });
export type BillingCycle = z.infer<typeof BillingCycle>;

const Amount = z.number().min(-1e15).max(1e15);

export const Price = z
  .strictObject({
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
      .meta({ description: 'The ISO 4217 code of the currency.', examples: ['EUR'] }),
    priceType: z.enum(['ONE_TIME', 'RECURRING']).describe('Charged once, or in every billing cycle.'),
    netPrice: Amount.optional().meta({
      description: 'The net price in major units of the currency. A recurring price is per billing cycle.',
      examples: [9.9],
    }),
    discount: Amount.optional().meta({ description: 'The discount on the net price, in major units.', examples: [2] }),
    boundMonths: z
      .int()
      .min(0)
      .max(1200)
      .optional()
      .meta({
        description: 'The minimum term in months. A cancellation without a date takes effect after it at the earliest.',
        examples: [3],
      }),
    billingCycle: BillingCycle.optional().describe(
      'How often a recurring price is charged. Renewal dates are counted from the start date in these cycles.',
    ),
  })
  .meta({
    id: 'Price',
    description:
      'The price as agreed when the license or add-on was created. Later changes in the catalogue do not affect it.',
  });
export type Price = z.infer<typeof Price>;

/** The date on which a cancellation without a date takes effect. */
export const CancellationSchedule = z.enum(['INSTANT', 'NEXT_RENEWAL']);
export type CancellationSchedule = z.infer<typeof CancellationSchedule>;

/** The date on which a change of the product offering takes effect. */
export const ChangeSchedule = z.enum(['INSTANT', 'NEXT_RENEWAL']);
export type ChangeSchedule = z.infer<typeof ChangeSchedule>;

const maxChangeOptions = 80;
const maxAddonOfferings = 400;

/** A product offering to which the licenses of another one can change. */
export const ChangeOption = z
  .strictObject({
    productOfferingId: ResourceId.meta({
      description: 'The ID of the product offering to which a license can change.',
      examples: ['demo-premium-offering'],
    }),
    changeSchedule: ChangeSchedule.optional().describe(
      'When the change takes effect: on the requested day, or on a renewal date. If absent, a change to the same or a higher price ' +
        'is `INSTANT` and a change to a lower price is `NEXT_RENEWAL`.',
    ),
  })
  .meta({ id: 'ChangeOption', description: 'A product offering to which a license can change.' });
export type ChangeOption = z.infer<typeof ChangeOption>;

/** The fields that say what can be created from an offering, and for how long. */
export const offeringRuleFields = {
  changeOptions: z
    .array(ChangeOption)
    .max(maxChangeOptions)
    .optional()
    .describe('The product offerings to which a license of this one can change. Only present if `type` is `LICENSE`.'),
  addonOfferings: z
    .array(ResourceId)
    .max(maxAddonOfferings)
    .optional()
    .describe(
      'The IDs of the add-on product offerings that a subscription of this one can have. If absent, it can have all. Only present ' +
        'if `type` is `SUBSCRIPTION`.',
    ),
  validityDays: z
    .int()
    .min(1)
    .max(36_500)
    .optional()
    .meta({
      description:
        'The number of days after which an add-on expires, counted from its start. Only present if `type` is `SUBSCRIPTION_ADDON`.',
      examples: [30],
    }),
};

export const ProductOfferingGroup = z
  .strictObject({
    productOfferingGroupId: ResourceId.meta({ description: 'The ID of the group.', examples: ['demo-pbx-group'] }),
    name: createTextSchema(1, 256).meta({ description: 'The display name.', examples: ['Cloud PBX'] }),
    category: createTextSchema(1, 256).meta({
      description: 'The catalogue category of the group.',
      examples: ['Telephony'],
    }),
    description: createTextSchema(1, 1000).optional().describe('A description of the group.'),
  })
  .meta({ id: 'ProductOfferingGroup', description: 'A group of product offerings in the catalogue.' });
export type ProductOfferingGroup = z.infer<typeof ProductOfferingGroup>;

/** A product offering as it is embedded in the resources that were created from it. */
export const EmbeddedProductOffering = z
  .strictObject({
    productOfferingId: ResourceId.meta({
      description: 'The ID of the product offering.',
      examples: ['demo-license-offering'],
    }),
    name: createTextSchema(1, 256).meta({ description: 'The display name.', examples: ['Cloud PBX Seat'] }),
    price: Price,
    group: ProductOfferingGroup.optional().describe('The catalogue group of the product offering.'),
  })
  .meta({
    id: 'EmbeddedProductOffering',
    description:
      'The product offering from which a resource was created. The name and the group follow the catalogue; the price stays as ' +
      'agreed.',
  });
export type EmbeddedProductOffering = z.infer<typeof EmbeddedProductOffering>;

export const ProductOfferingType = z.enum(['LICENSE', 'SUBSCRIPTION', 'SUBSCRIPTION_ADDON']);

export const ProductOfferingStatus = z.enum(['AVAILABLE', 'ARCHIVED']);

/** An entry of the catalogue, from which licenses, subscriptions and add-ons are created. */
export const ProductOffering = z
  .strictObject({
    productOfferingId: ResourceId.meta({
      description: 'The ID of the product offering.',
      examples: ['demo-license-offering'],
    }),
    name: createTextSchema(1, 256).meta({ description: 'The display name.', examples: ['Cloud PBX Seat'] }),
    type: ProductOfferingType.describe('The type of resource that is created from it.'),
    licenseType: z
      .string()
      .optional()
      .meta({
        description: 'The type of the licenses that are created from it. Only present if `type` is `LICENSE`.',
        examples: ['PBX'],
      }),
    status: ProductOfferingStatus.describe('No new resources can be created from an `ARCHIVED` product offering.'),
    cancellationSchedule: CancellationSchedule.describe(
      'When a cancellation without a date takes effect: at once, or on the first renewal date that is not before the end of the ' +
        'minimum term.',
    ),
    price: Price.describe('The current price. Resources keep the price of the day on which they were created.'),
    group: ProductOfferingGroup.optional().describe('The catalogue group of the product offering.'),
    ...offeringRuleFields,
  })
  .meta({
    id: 'ProductOffering',
    description: 'A product of the catalogue, from which licenses, subscriptions and add-ons are created.',
  });
export type ProductOffering = z.infer<typeof ProductOffering>;

export const PendingProductOffering = z
  .strictObject({
    scheduledAt: CalendarDate.describe("The day of the change, in the tenant's time zone."),
    product: EmbeddedProductOffering.describe('The product offering from that day on.'),
  })
  .meta({ id: 'PendingProductOffering', description: 'A scheduled change to another product offering.' });
export type PendingProductOffering = z.infer<typeof PendingProductOffering>;

/** A change of the product offering that is possible now. */
export const OfferingOption = z
  .strictObject({
    productOffering: EmbeddedProductOffering.describe('The product offering, with its current price.'),
    changeSchedule: ChangeSchedule.describe('When the change takes effect: at once, or on a renewal date.'),
    changeScheduleDate: CalendarDate.describe("The day of the change, in the tenant's time zone."),
  })
  .meta({ id: 'OfferingOption', description: 'A product offering to which a license can change.' });
