import type * as z from 'zod';
import type { AddonFacts } from '../domain/addon.ts';
import type { Customer, ProductOffering, Subscriber, Tenant, User } from '../domain/entity.ts';
import type { LicenseFacts } from '../domain/license.ts';
import { type Collection, type Item, parserOf, type Ref } from './item.ts';
import {
  AddonItem,
  CustomerItem,
  LicenseItem,
  ProductOfferingItem,
  type Stored,
  type StoredSubscription,
  SubscriberItem,
  SubscriptionItem,
  TenantItem,
  UserItem,
} from './stored.ts';

const ref = <T>(pk: string, sk: string, schema: z.ZodType<T>): Ref<T> => ({
  table: 'connect',
  key: { pk, sk },
  parse: parserOf(schema, 'connect'),
});

/* Ids hold no '#', so a key can be taken apart in one way only. Every partition belongs to one tenant. */

/** The id in the key of a thing that is listed. */
export const idIn = ({ pk }: Item): string => String(pk).split('#')[2] ?? '';

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

/** An add-on, and whether it is the latest of its offering. */
export interface PlacedAddon {
  addon: Stored<AddonFacts>;
  isLatest: boolean;
}

/** Every add-on the subscription ever had. */
export function allAddons(tenantId: string, subscriptionId: string): Collection<PlacedAddon> {
  const collection = addonCollection(tenantId, subscriptionId, 'addon');
  const isLatest = ({ sk }: Item) => String(sk).startsWith('addon#');
  return { ...collection, parse: item => ({ addon: collection.parse(item), isLatest: isLatest(item) }) };
}
