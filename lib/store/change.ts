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

/** The version that the next change of an aggregate gives to all that it changes: no part of it has a later one. */
export const nextVersion = (subscription: StoredSubscription, addons: Stored<AddonFacts>[]): number =>
  Math.max(...[subscription, ...addons].map(({ version }) => version)) + 1;

export const sumOfVersions = (addons: Stored<AddonFacts>[]): number =>
  addons.reduce((total, { version }) => total + version, 0);

/**
 * Changes an add-on and, with it, the head of its aggregate.
 *
 * @param addons - the latest ones, as read
 */
export function updateAddon(
  tenantId: string,
  subscription: StoredSubscription,
  addons: Stored<AddonFacts>[],
  { before, after }: { before: Stored<AddonFacts>; after: Stored<AddonFacts> },
): Update[] {
  const { subscriptionId } = subscription;
  const version = nextVersion(subscription, addons);
  const head: StoredSubscription = {
    ...subscription,
    changedAt: after.changedAt,
    addonVersions: sumOfVersions(addons) - before.version + version,
  };
  const at = addonRef(tenantId, subscriptionId, before.productOffering.productOfferingId);
  const subscriptionAt = subscriptionRef(tenantId, subscriptionId);
  return [update(subscriptionAt, subscription, head, version), update(at, before, after, version)];
}

/**
 * Undefined when a subscription and its latest add-ons belong together, or were read like this again and again: then the sum
 * was written wrong by a repair or a restore, and the next change puts it right. Otherwise a text to recognise them by.
 */
export function tornText(
  subscription: StoredSubscription,
  addons: Stored<AddonFacts>[],
  seen: string | undefined,
): string | undefined {
  if (isWhole(subscription, addons)) return undefined;
  const text = [subscription, ...addons].map(({ version }) => version).join(' ');
  return text === seen ? undefined : text;
}

/**
 * True when a subscription and its latest add-ons, read in parallel, belong to one version of the aggregate. Versions only
 * grow, so when no add-on is newer than the subscription, equal sums mean that none is older either.
 */
export function isWhole(subscription: StoredSubscription, addons: Stored<AddonFacts>[]): boolean {
  return (
    sumOfVersions(addons) === subscription.addonVersions && addons.every(addon => addon.version <= subscription.version)
  );
}
