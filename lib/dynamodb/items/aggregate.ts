import type { Instant } from '../../contract/field-types.ts';
import type { AddonFacts } from '../../domain/addon.ts';
import { markApplied } from '../../domain/effective-dates.ts';
import type { ItemAttributes, ItemCollection, ItemKey, ItemRef } from '../item.ts';
import {
  type ItemWrite,
  type PutWrite,
  requireAbsent,
  requireVersion,
  type UpdateWrite,
  type WriteCondition,
} from '../item-write.ts';
import {
  type AddonHistoryEntry,
  addonRef,
  allAddonsRef,
  latestAddonEntriesRef,
  latestAddonsRef,
  pastAddonRef,
} from './addon.ts';
import { buildStoredItem, buildUpdateWrite } from './connect-item.ts';
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

/** Ref of a subscription and the latest add-on of each offering, as stored. */
export const aggregateEntriesRef = (tenantId: string, subscriptionId: string): AggregateRef<AddonHistoryEntry> => ({
  subscription: subscriptionRef(tenantId, subscriptionId),
  addons: latestAddonEntriesRef(tenantId, subscriptionId),
});

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
  const version = computeNextVersion(subscription, addons);
  const updates = changes.map(({ before, after }) => {
    const itemKey = addonRef(tenantId, subscription.subscriptionId, before.productOffering.productOfferingId);
    return buildUpdateWrite(itemKey, before, after, version);
  });
  return [buildHeadUpdate(tenantId, subscription, addons, changes, []), ...updates];
}

/** Adds add-ons to a subscription in one version step. @param addons - all latest add-ons, as read */
export function buildAddonAdditions(
  tenantId: string,
  subscription: StoredSubscription,
  addons: StoredItem<AddonFacts>[],
  additions: AddonAddition[],
): ItemWrite[] {
  const version = computeNextVersion(subscription, addons);
  return [
    buildHeadUpdate(tenantId, subscription, addons, [], additions),
    ...additions.flatMap(addition => buildAdditionWrites(tenantId, addition, version)),
  ];
}

function buildHeadUpdate(
  tenantId: string,
  subscription: StoredSubscription,
  addons: StoredItem<AddonFacts>[],
  changes: AddonChange[],
  additions: AddonAddition[],
): UpdateWrite {
  const version = computeNextVersion(subscription, addons);
  const replaced = additions.flatMap(addition => addition.replaced?.addon ?? []);
  const previous = [...changes.map(({ before }) => before), ...replaced];
  // An add-on that only takes effect was changed when the command scheduled that.
  const changedByCommand = changes.filter(({ before, after }) => after.changedAt !== before.changedAt);
  const changedAddons = [...changedByCommand.map(({ after }) => after), ...additions.map(({ addon }) => addon)];
  const head: StoredSubscription = {
    ...subscription,
    changedAt: [subscription.changedAt, ...changedAddons.map(({ changedAt }) => changedAt)].sort().at(-1) ?? '',
    addonVersions: sumVersions(addons) - sumVersions(previous) + (changes.length + additions.length) * version,
  };
  return buildUpdateWrite(subscriptionRef(tenantId, subscription.subscriptionId), subscription, head, version);
}

interface AddonChange {
  before: StoredItem<AddonFacts>;
  after: StoredItem<AddonFacts>;
}

/** A new add-on, and the ended one of its offering that it replaces as the latest. */
export interface AddonAddition {
  addon: AddonFacts;
  replaced?: { ref: ItemKey; item: ItemAttributes; addon: StoredItem<AddonFacts>; after: AddonFacts } | undefined;
}

/** Finds the ended add-on of an offering, which a new one replaces. */
export function findReplacedAddon(
  entries: AddonHistoryEntry[],
  offeringId: string,
  now: Instant,
): AddonAddition['replaced'] {
  const entry = entries.find(({ addon }) => addon.productOffering.productOfferingId === offeringId);
  return entry && { ...entry, after: markApplied(entry.addon, now) };
}

/** Stores a new add-on as the latest of its offering. The replaced one becomes history, with attributes that only a later release knows. */
export function buildAdditionWrites(tenantId: string, { addon, replaced }: AddonAddition, version: number): PutWrite[] {
  const ref = addonRef(tenantId, addon.subscriptionId, addon.productOffering.productOfferingId);
  const condition = replaced && requireVersion(replaced.addon.version);
  const addition = buildAddonPut(ref, buildStoredItem(ref, addon), version, condition);
  if (!replaced) return [addition];
  const { set } = buildUpdateWrite(replaced.ref, replaced.addon, { ...replaced.addon, ...replaced.after });
  const item = { ...replaced.item, ...set, ...noDueKeys };
  return [addition, buildAddonPut(pastAddonRef(tenantId, replaced.addon), item, version)];
}

/** A replaced add-on has ended, even if its end was not applied in time. */
const noDueKeys = { dueShard: undefined, dueAt: undefined };

/** Builds a put of a complete item. The item must not exist, unless it replaces the one that was read. */
export const buildAddonPut = (
  itemKey: ItemKey,
  attributes: ItemAttributes,
  version: number,
  condition: WriteCondition = requireAbsent('pk'),
): PutWrite => ({
  kind: 'put',
  table: itemKey.table,
  primaryKey: itemKey.primaryKey,
  item: { ...attributes, ...itemKey.primaryKey, version },
  condition,
});

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
