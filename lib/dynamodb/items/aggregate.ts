import type { AddonFacts } from '../../domain/addon.ts';
import type { ItemCollection, ItemRef } from '../item.ts';
import type { UpdateWrite } from '../item-write.ts';
import { type AddonHistoryEntry, addonRef, allAddonsRef, latestAddonsRef } from './addon.ts';
import { buildUpdateWrite } from './connect-item.ts';
import type { StoredItem } from './item-fields.ts';
import { type StoredSubscription, subscriptionRef } from './subscription.ts';

/** Address of a subscription and its add-ons, which are one aggregate in several items. */
export interface AggregateRef<A> {
  subscription: ItemRef<StoredSubscription>;
  addons: ItemCollection<A>;
}

/** Subscription and add-ons that were read consistently. */
export interface SubscriptionAggregate<A> {
  /** Undefined when the subscription does not exist. */
  subscription: StoredSubscription | undefined;
  addons: A[];
}

/** Ref of a subscription and the latest add-on of each offering. */
export const aggregateRef = (tenantId: string, subscriptionId: string): AggregateRef<StoredItem<AddonFacts>> => ({
  subscription: subscriptionRef(tenantId, subscriptionId),
  addons: latestAddonsRef(tenantId, subscriptionId),
});

/** Ref of a subscription and all add-ons that it ever had. */
export const aggregateHistoryRef = (tenantId: string, subscriptionId: string): AggregateRef<AddonHistoryEntry> => ({
  subscription: subscriptionRef(tenantId, subscriptionId),
  addons: allAddonsRef(tenantId, subscriptionId),
});

/** Returns the version for the next change of an aggregate. It is higher than the version of every part. */
export const computeNextVersion = (subscription: StoredSubscription, addons: StoredItem<AddonFacts>[]): number =>
  Math.max(...[subscription, ...addons].map(({ version }) => version)) + 1;

interface Versioned {
  version: number;
}

export const sumVersions = (addons: Versioned[]): number => addons.reduce((total, { version }) => total + version, 0);

/**
 * Changes add-ons and the head of their aggregate in one transaction.
 *
 * @param addons - all latest add-ons, as read
 * @param changes - changes of some of them
 */
export function buildAddonUpdates(
  tenantId: string,
  subscription: StoredSubscription,
  addons: StoredItem<AddonFacts>[],
  changes: AddonChange[],
): UpdateWrite[] {
  const { subscriptionId } = subscription;
  const version = computeNextVersion(subscription, addons);
  const previousVersions = changes.map(({ before }) => before);
  // An add-on that only takes effect was changed when the command scheduled that.
  const changedByCommand = changes.filter(({ before, after }) => after.changedAt !== before.changedAt);
  const head: StoredSubscription = {
    ...subscription,
    changedAt: [subscription.changedAt, ...changedByCommand.map(({ after }) => after.changedAt)].sort().at(-1) ?? '',
    addonVersions: sumVersions(addons) - sumVersions(previousVersions) + previousVersions.length * version,
  };
  const writes = changes.map(({ before, after }) => {
    const itemKey = addonRef(tenantId, subscriptionId, before.productOffering.productOfferingId);
    return buildUpdateWrite(itemKey, before, after, version);
  });
  return [buildUpdateWrite(subscriptionRef(tenantId, subscriptionId), subscription, head, version), ...writes];
}

interface AddonChange {
  before: StoredItem<AddonFacts>;
  after: StoredItem<AddonFacts>;
}

/**
 * True when a subscription and its latest add-ons, read in parallel, belong to one version of the aggregate. Versions only
 * grow, so when no add-on is newer than the subscription, equal sums mean that none is older either.
 */
export function isAggregateConsistent(
  subscription: Versioned & { addonVersions: number },
  addons: Versioned[],
): boolean {
  return (
    sumVersions(addons) === subscription.addonVersions && addons.every(addon => addon.version <= subscription.version)
  );
}
