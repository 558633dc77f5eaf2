import type { AddonFacts } from '../domain/addon.ts';
import { addonRef, subscriptionRef } from './entity.ts';
import type { Item, Location } from './item.ts';
import type { Stamp, Stored, StoredSubscription } from './stored.ts';
import { change, type Put, putNew, type Update } from './write.ts';

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
