import * as z from 'zod';
import { EmbeddedCustomer } from './customer.ts';
import { CalendarDate, createTextSchema, Instant, JsonObject, ResourceId } from './field-types.ts';
import { Metadata } from './metadata.ts';
import { EmbeddedProductOffering, PendingProductOffering, ProductOfferingGroup } from './product-offering.ts';
import { createScheduledChangeSchema } from './scheduled-change.ts';

export const AddonStatus = z.enum(['PENDING', 'ACTIVE', 'CANCELLED', 'EXPIRED']);
export type AddonStatus = z.infer<typeof AddonStatus>;

const ScheduledAddonChange = createScheduledChangeSchema(['ACTIVE', 'CANCELLED']);

export const SubscriptionAddon = z.strictObject({
  subscriptionAddonId: ResourceId,
  subscriptionId: ResourceId,
  status: AddonStatus,
  productOffering: EmbeddedProductOffering,
  group: ProductOfferingGroup.optional(),
  referenceId: z.string().optional(),
  pendingStatus: ScheduledAddonChange.optional().describe('The nearest scheduled change.'),
  scheduledChanges: z.array(ScheduledAddonChange).describe('All scheduled changes in their order.'),
  cancellationReason: z.string().optional(),
  addedAt: Instant,
  updatedAt: Instant,
  cancelledAt: Instant.optional(),
  metadata: Metadata.optional(),
});
export type SubscriptionAddon = z.infer<typeof SubscriptionAddon>;

export const SubscriptionStatus = z.enum(['PENDING', 'ACTIVATED', 'BLOCKED', 'CANCELLED', 'PAUSED']);
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>;

export const Msisdn = z.string().regex(/^\+?\d{3,15}$/, 'must be 3 to 15 digits, with or without a leading +');

/** No PUK, PIN or IMSI: they have their own call and scope. */
export const Sim = z.strictObject({
  esim: z.boolean(),
  imei: z
    .string()
    .regex(/^\d{14,16}$/, 'must be 14 to 16 digits')
    .optional(),
  iccid: z.string().regex(/^\d{18,22}$/, 'must be 18 to 22 digits'),
});

export const Subscriber = z.strictObject({
  subscriberId: ResourceId,
  name: createTextSchema(1, 256),
  email: createTextSchema(3, 320).optional(),
});
export type Subscriber = z.infer<typeof Subscriber>;

export const PendingMsisdn = z.strictObject({ msisdn: Msisdn, scheduledAt: CalendarDate });
export const PendingSubscriptionStatus = z.strictObject({ status: SubscriptionStatus, scheduledAt: CalendarDate });

export const Porting = z.strictObject({
  status: z.enum(['PENDING', 'IN_PROGRESS', 'SCHEDULED', 'COMPLETED', 'FAILED']),
  direction: z.enum(['INBOUND', 'OUTBOUND']),
  msisdn: Msisdn,
  scheduledAt: CalendarDate.optional(),
});

/** A telecommunications service provisioned for a customer. */
export const Subscription = z.strictObject({
  subscriptionId: ResourceId,
  status: SubscriptionStatus,
  type: z.string(),
  display: z.string(),
  msisdn: Msisdn,
  customer: EmbeddedCustomer,
  productOffering: EmbeddedProductOffering.optional(),
  sim: Sim,
  activatedAt: Instant.optional(),
  createdAt: Instant,
  updatedAt: Instant,
  referenceId: z.string().optional(),
  subscriber: Subscriber.optional(),
  extensions: JsonObject.optional(),
  pendingMsisdn: PendingMsisdn.optional(),
  pendingStatus: PendingSubscriptionStatus.optional(),
  pendingProductOffering: PendingProductOffering.optional(),
  porting: Porting.optional(),
  cancelledAt: Instant.optional(),
  metadata: Metadata.optional(),
  addons: z
    .array(SubscriptionAddon)
    .describe('The live ones; in the answer to a cancellation also the one just cancelled.'),
});
export type Subscription = z.infer<typeof Subscription>;
