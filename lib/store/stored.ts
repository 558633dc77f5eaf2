import * as z from 'zod';
import type { AddonFacts } from '../domain/addon.ts';
import type { Customer, ProductOffering, Subscriber, Tenant, User } from '../domain/entity.ts';
import type { LicenseFacts } from '../domain/license.ts';
import type { SubscriptionFacts } from '../domain/subscription.ts';
import { JsonObject } from '../schemas/primitive.ts';

/*
 * What is stored. The schemas are open: an attribute that a later release added is passed over here and survives,
 * because a change is always an update of named attributes.
 */

/** What every item of the `connect` table has besides its facts. */
export interface Stamp {
  /** 1 when made, one more with every change; an add-on's becomes that of its subscription. A copied name changes none. */
  version: number;
  /** The request, the import or the run of a job that gave it this version. */
  requestId: string;
}
export type Stored<T> = T & Stamp;

const stamp = { version: z.int().min(1), requestId: z.string() };

/** JSON is stored as text: DynamoDB's numbers are not those of JSON. */
const JsonText = z
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

const instant = z.string();
const Dated = z.object({ on: z.string(), at: instant, inForce: z.literal(true).optional() });
const Schedule = z.enum(['INSTANT', 'NEXT_RENEWAL']);
const Price = z.object({
  currency: z.string(),
  priceType: z.enum(['ONE_TIME', 'RECURRING']),
  netPrice: z.number().optional(),
  discount: z.number().optional(),
  boundMonths: z.int().optional(),
  billingCycle: z.object({ period: z.enum(['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY']), interval: z.int() }).optional(),
});
const Group = z.object({
  productOfferingGroupId: z.string(),
  name: z.string(),
  category: z.string(),
  description: z.string().optional(),
});
const Embedded = z.object({
  productOfferingId: z.string(),
  name: z.string(),
  price: Price,
  group: Group.optional(),
});
const PendingOffering = z.object({ scheduledAt: z.string(), product: Embedded });
const EmbeddedCustomer = z.object({ customerId: z.string(), name: z.string() });

export const TenantItem = z.object({
  ...stamp,
  tenantId: z.string(),
  mode: z.enum(['live', 'test']),
  timeZone: z.string(),
  billingManaged: z.boolean(),
}) satisfies z.ZodType<Stored<Tenant>>;

export const CustomerItem = z.object({ ...stamp, customerId: z.string(), name: z.string() }) satisfies z.ZodType<
  Stored<Customer>
>;

const person = { customerId: z.string(), name: z.string(), email: z.string().optional() };
export const UserItem = z.object({ ...stamp, userId: z.string(), ...person }) satisfies z.ZodType<Stored<User>>;
export const SubscriberItem = z.object({ ...stamp, subscriberId: z.string(), ...person }) satisfies z.ZodType<
  Stored<Subscriber>
>;

export const ProductOfferingItem = z.object({
  ...stamp,
  productOfferingId: z.string(),
  name: z.string(),
  type: z.enum(['LICENSE', 'SUBSCRIPTION', 'SUBSCRIPTION_ADDON']),
  licenseType: z.string().optional(),
  status: z.enum(['AVAILABLE', 'ARCHIVED']),
  cancellationSchedule: Schedule,
  price: Price,
  group: Group.optional(),
}) satisfies z.ZodType<Stored<ProductOffering>>;

export const LicenseItem = z.object({
  ...stamp,
  licenseId: z.string(),
  type: z.string(),
  customer: EmbeddedCustomer,
  productOffering: Embedded,
  cancellationSchedule: Schedule,
  createdAt: instant,
  changedAt: instant,
  starts: Dated.optional(),
  ends: Dated.optional(),
  held: z.enum(['PAUSED', 'BLOCKED']).optional(),
  pausedAt: instant.optional(),
  assignedTo: z
    .discriminatedUnion('type', [
      z.object({ type: z.literal('SUBSCRIPTION'), subscriptionId: z.string(), subscriptionDisplay: z.string() }),
      z.object({ type: z.literal('SUBSCRIBER'), subscriberId: z.string(), subscriberDisplay: z.string() }),
      z.object({ type: z.literal('USER'), userId: z.string(), userDisplay: z.string() }),
      z.object({ type: z.literal('CUSTOMER'), customerId: z.string(), customerDisplay: z.string() }),
    ])
    .optional(),
  details: JsonText.optional(),
  pendingProductOffering: PendingOffering.optional(),
  metadata: JsonText.optional(),
}) satisfies z.ZodType<Stored<LicenseFacts>>;

const SubscriptionStatus = z.enum(['PENDING', 'ACTIVATED', 'BLOCKED', 'CANCELLED', 'PAUSED']);

export const SubscriptionItem = z.object({
  ...stamp,
  subscriptionId: z.string(),
  status: SubscriptionStatus,
  type: z.string(),
  display: z.string(),
  msisdn: z.string(),
  customer: EmbeddedCustomer,
  productOffering: Embedded.optional(),
  sim: z.object({ esim: z.boolean(), imei: z.string().optional(), iccid: z.string() }),
  activatedAt: instant.optional(),
  createdAt: instant,
  referenceId: z.string().optional(),
  subscriber: z.object({ subscriberId: z.string(), name: z.string(), email: z.string().optional() }).optional(),
  extensions: JsonText.optional(),
  pendingMsisdn: z.object({ msisdn: z.string(), scheduledAt: z.string() }).optional(),
  pendingStatus: z.object({ status: SubscriptionStatus, scheduledAt: z.string() }).optional(),
  pendingProductOffering: PendingOffering.optional(),
  porting: z
    .object({
      status: z.enum(['PENDING', 'IN_PROGRESS', 'SCHEDULED', 'COMPLETED', 'FAILED']),
      direction: z.enum(['INBOUND', 'OUTBOUND']),
      msisdn: z.string(),
      scheduledAt: z.string().optional(),
    })
    .optional(),
  cancelledAt: instant.optional(),
  metadata: JsonText.optional(),
  changedAt: instant,
  addonVersions: z.int().min(0),
}) satisfies z.ZodType<StoredSubscription>;

/** The head of the aggregate: every change of an add-on steps its version. */
export interface StoredSubscription extends SubscriptionFacts, Stamp {
  /** The sum of the versions of its latest add-ons: shows whether add-ons that were read beside it belong to this version. */
  addonVersions: number;
}

export const AddonItem = z.object({
  ...stamp,
  subscriptionAddonId: z.string(),
  subscriptionId: z.string(),
  productOffering: Embedded,
  cancellationSchedule: Schedule,
  addedAt: instant,
  addedOn: z.string(),
  starts: Dated.optional(),
  ends: Dated.optional(),
  expired: z.boolean().optional(),
  referenceId: z.string().optional(),
  cancellationReason: z.string().optional(),
  metadata: JsonText.optional(),
  changedAt: instant,
}) satisfies z.ZodType<Stored<AddonFacts>>;
