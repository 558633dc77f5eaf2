import * as z from 'zod';
import { JsonObject } from '../../contract/field-types.ts';

/*
 * Schemas of stored items are open: an attribute that a later release added is ignored and survives, because a change is always an
 * update of named attributes.
 */

/** Attributes that every item of the `connect` table has besides its facts. */
export interface VersionStamp {
  /** 1 at creation, incremented by every change. An add-on gets its subscription's version. A copied name changes no version. */
  version: number;
  /** The request, transaction of an import or job run that gave the item this version. */
  requestId: string;
}

export type StoredItem<T> = T & VersionStamp;

export const versionStampFields = { version: z.int().min(1), requestId: z.string() };

/** JSON that is stored as text, because DynamoDB numbers and JSON numbers differ. */
export const createJsonTextField = <T>(schema: z.ZodType<T>) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue('is not JSON');
        return z.NEVER;
      }
    })
    .pipe(schema as z.ZodType<T, unknown>);

export const JsonTextField = createJsonTextField(JsonObject);

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

const StatedDateField = z.object({ on: z.string(), at: instantField });

const StatedFields = z.object({
  start: StatedDateField.nullable().optional(),
  end: z.object({ date: StatedDateField.optional(), reason: z.string().optional() }).nullable().optional(),
  assignment: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('SUBSCRIPTION'), subscriptionId: z.string() }),
      z.object({ type: z.literal('SUBSCRIBER'), subscriberId: z.string() }),
      z.object({ type: z.literal('USER'), userId: z.string() }),
      z.object({ type: z.literal('CUSTOMER'), customerId: z.string() }),
    ])
    .nullable()
    .optional(),
  offering: z
    .object({
      productOfferingId: z.string(),
      price: PriceField.optional(),
      cancellationSchedule: CancellationScheduleField.optional(),
      boundUntil: z.string().optional(),
      renewsFrom: z.string().optional(),
      change: z.object({ on: z.string(), productOfferingId: z.string() }).optional(),
    })
    .optional(),
  metadata: JsonObject.optional(),
});

/** Facts about the owner of each shared field. */
export const ownershipFields = {
  stated: JsonTextField.pipe(StatedFields).optional(),
  commanded: z
    .object({
      start: z.literal(true).optional(),
      end: z.literal(true).optional(),
      assignment: z.literal(true).optional(),
      offering: z.literal(true).optional(),
      metadata: z.union([z.array(z.string()), z.literal(true)]).optional(),
    })
    .optional(),
};

export const PendingOfferingField = z.object({ scheduledAt: z.string(), product: EmbeddedOfferingField });

export const EmbeddedCustomerField = z.object({ customerId: z.string(), name: z.string() });

export const erasureField = { erased: z.literal(true).optional() };

export const personFields = {
  ...erasureField,
  customerId: z.string(),
  name: z.string(),
  email: z.string().optional(),
};
