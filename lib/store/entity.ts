import * as z from 'zod';
import type { AddonFacts } from '../domain/addon.ts';
import type { Customer, ProductOffering, Subscriber, Tenant, User } from '../domain/entity.ts';
import type { LicenseFacts } from '../domain/license.ts';
import type { SubscriptionFacts } from '../domain/subscription.ts';
import { JsonObject } from '../schemas/primitive.ts';
import { type Collection, type Item, type Location, parserOf, type Ref } from './item.ts';
import { change, type Put, putNew, type Update } from './write.ts';

/*
 * What is stored and where. The schemas are open: an attribute that a later release added is passed over here and survives,
 * because a change is always an update of named attributes.
 */

/** What every item of the `connect` table has besides its facts. */
export interface Stamp {
  /** 1 when made, one more with every change. */
  version: number;
  /** The request, or the import, that wrote it last. */
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
const Dated = z.object({ on: z.string(), at: instant, immediate: z.boolean().optional() });
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

const TenantItem = z.object({
  ...stamp,
  tenantId: z.string(),
  mode: z.enum(['live', 'test']),
  timeZone: z.string(),
  billingManaged: z.boolean(),
}) satisfies z.ZodType<Stored<Tenant>>;

const CustomerItem = z.object({ ...stamp, customerId: z.string(), name: z.string() }) satisfies z.ZodType<
  Stored<Customer>
>;

const person = { customerId: z.string(), name: z.string(), email: z.string().optional() };
const UserItem = z.object({ ...stamp, userId: z.string(), ...person }) satisfies z.ZodType<Stored<User>>;
const SubscriberItem = z.object({ ...stamp, subscriberId: z.string(), ...person }) satisfies z.ZodType<
  Stored<Subscriber>
>;

const ProductOfferingItem = z.object({
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

const LicenseItem = z.object({
  ...stamp,
  licenseId: z.string(),
  type: z.string(),
  customer: EmbeddedCustomer,
  productOffering: Embedded,
  cancellationSchedule: Schedule,
  createdAt: instant,
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

const SubscriptionItem = z.object({
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

const AddonItem = z.object({
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

const ref = <T>(pk: string, sk: string, schema: z.ZodType<T>): Ref<T> => ({
  table: 'connect',
  key: { pk, sk },
  parse: parserOf(schema, 'connect'),
});

/* Ids hold no '#', so a key can be taken apart in one way only. Every partition belongs to one tenant. */

export const tenantRef = (tenantId: string): Ref<Stored<Tenant>> => ref(`${tenantId}#tenant`, 'tenant', TenantItem);

export const customerRef = (tenantId: string, customerId: string): Ref<Stored<Customer>> =>
  ref(`${tenantId}#customer#${customerId}`, 'customer', CustomerItem);

export const userRef = (tenantId: string, userId: string): Ref<Stored<User>> =>
  ref(`${tenantId}#user#${userId}`, 'user', UserItem);

export const subscriberRef = (tenantId: string, subscriberId: string): Ref<Stored<Subscriber>> =>
  ref(`${tenantId}#subscriber#${subscriberId}`, 'subscriber', SubscriberItem);

export const productOfferingRef = (tenantId: string, productOfferingId: string): Ref<Stored<ProductOffering>> =>
  ref(`${tenantId}#product-offering#${productOfferingId}`, 'product-offering', ProductOfferingItem);

export const licenseRef = (tenantId: string, licenseId: string): Ref<Stored<LicenseFacts>> =>
  ref(`${tenantId}#license#${licenseId}`, 'license', LicenseItem);

const subscriptionPk = (tenantId: string, subscriptionId: string) => `${tenantId}#subscription#${subscriptionId}`;

export const subscriptionRef = (tenantId: string, subscriptionId: string): Ref<StoredSubscription> =>
  ref(subscriptionPk(tenantId, subscriptionId), 'subscription', SubscriptionItem);

/** The latest add-on of an offering, ended or not. */
export const addonRef = (tenantId: string, subscriptionId: string, offeringId: string): Ref<Stored<AddonFacts>> =>
  ref(subscriptionPk(tenantId, subscriptionId), `addon#${offeringId}`, AddonItem);

/** An ended add-on that a later one of its offering has replaced. */
export const pastAddonRef = (
  tenantId: string,
  { subscriptionId, productOffering, subscriptionAddonId }: AddonFacts,
): Ref<Stored<AddonFacts>> =>
  ref(
    subscriptionPk(tenantId, subscriptionId),
    `addon-past#${productOffering.productOfferingId}#${subscriptionAddonId}`,
    AddonItem,
  );

const addonCollection = (tenantId: string, subscriptionId: string, prefix: string): Collection<Stored<AddonFacts>> => ({
  table: 'connect',
  pk: subscriptionPk(tenantId, subscriptionId),
  prefix,
  parse: parserOf(AddonItem, 'connect'),
});

/** The latest add-on of every offering the subscription ever had one of. */
export const latestAddons = (tenantId: string, subscriptionId: string) =>
  addonCollection(tenantId, subscriptionId, 'addon#');

/** Every add-on the subscription ever had. */
export const allAddons = (tenantId: string, subscriptionId: string) =>
  addonCollection(tenantId, subscriptionId, 'addon');

const jsonAttributes = ['metadata', 'details', 'extensions'];

/** Facts as the attributes of an item; the stamp is not part of them. */
export function attributesOf(facts: object): Item {
  const attributes: Item = { ...facts };
  for (const name of jsonAttributes) {
    if (attributes[name] !== undefined) attributes[name] = JSON.stringify(attributes[name]);
  }
  delete attributes.version;
  delete attributes.requestId;
  return attributes;
}

/** Makes an item that must not be there yet. */
export const create = (at: Location, facts: object): Put => putNew(at, { ...at.key, ...attributesOf(facts) });

/** Sets what differs, if the item still is the version that was read. */
export function update<T extends Stamp>(at: Location, before: T, after: T, version = before.version + 1): Update {
  return change(at, { from: before.version, to: version }, difference(attributesOf(before), attributesOf(after)));
}

/** The attributes that differ; one that is gone is undefined. */
function difference(before: Item, after: Item): Item {
  const set: Item = {};
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (JSON.stringify(before[name]) !== JSON.stringify(after[name])) set[name] = after[name];
  }
  return set;
}

/** Changes an add-on and, with it, the head of its aggregate. */
export function updateAddon(
  tenantId: string,
  subscription: StoredSubscription,
  { before, after }: { before: Stored<AddonFacts>; after: Stored<AddonFacts> },
): Update[] {
  const { subscriptionId, version: from, addonVersions } = subscription;
  const version = from + 1;
  const head: StoredSubscription = {
    ...subscription,
    changedAt: after.changedAt,
    addonVersions: addonVersions - before.version + version,
  };
  const at = addonRef(tenantId, subscriptionId, before.productOffering.productOfferingId);
  return [update(subscriptionRef(tenantId, subscriptionId), subscription, head), update(at, before, after, version)];
}

/**
 * True when a subscription and its latest add-ons, read in parallel, belong to one version of the aggregate. Versions only
 * grow, so when no add-on is newer than the subscription, equal sums mean that none is older either.
 */
export function isWhole(subscription: StoredSubscription, addons: Stored<AddonFacts>[]): boolean {
  const sum = addons.reduce((total, addon) => total + addon.version, 0);
  return sum === subscription.addonVersions && addons.every(addon => addon.version <= subscription.version);
}
