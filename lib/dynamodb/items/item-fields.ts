import * as z from 'zod';
import { JsonObject } from '../../contract/field-types.ts';

/*
 * What is stored. The schemas are open: an attribute that a later release added is passed over here and survives,
 * because a change is always an update of named attributes.
 */

/** What every item of the `connect` table has besides its facts. */
export interface VersionStamp {
  /** 1 when made, one more with every change; an add-on's becomes that of its subscription. A copied name changes none. */
  version: number;
  /** The request, the import or the run of a job that gave it this version. */
  requestId: string;
}

export type StoredItem<T> = T & VersionStamp;

export const versionStampFields = { version: z.int().min(1), requestId: z.string() };

/** JSON is stored as text: DynamoDB's numbers are not those of JSON. */
export const JsonTextField = z
  .string()
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      context.addIssue('is not JSON');
      return z.NEVER;
    }
  })
  .pipe(JsonObject);

export const instantField = z.string();

export const EffectiveDateField = z.object({ on: z.string(), at: instantField, applied: z.literal(true).optional() });

export const CancellationScheduleField = z.enum(['INSTANT', 'NEXT_RENEWAL']);

export const PriceField = z.object({
  currency: z.string(),
  priceType: z.enum(['ONE_TIME', 'RECURRING']),
  netPrice: z.number().optional(),
  discount: z.number().optional(),
  boundMonths: z.int().optional(),
  billingCycle: z.object({ period: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']), interval: z.int() }).optional(),
});

export const OfferingGroupField = z.object({
  productOfferingGroupId: z.string(),
  name: z.string(),
  category: z.string(),
  description: z.string().optional(),
});

export const EmbeddedOfferingField = z.object({
  productOfferingId: z.string(),
  name: z.string(),
  price: PriceField,
  group: OfferingGroupField.optional(),
});

export const PendingOfferingField = z.object({ scheduledAt: z.string(), product: EmbeddedOfferingField });

export const EmbeddedCustomerField = z.object({ customerId: z.string(), name: z.string() });

export const personFields = { customerId: z.string(), name: z.string(), email: z.string().optional() };
