import type { AddonFacts } from '../domain/addon.ts';
import { addonRef, subscriptionRef } from './entity.ts';
import { indexKeys } from './index-keys.ts';
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

/** An item as it is stored; the stamp is not part of it. */
export const itemOf = (at: Location, facts: object): Item => ({
  ...at.key,
  ...attributesOf(facts),
  ...indexKeys(at, facts),
});

/** Makes an item that must not be there yet. */
export const create = (at: Location, facts: object): Put => putNew(at, itemOf(at, facts));

/**
 * Sets what differs, if the item still is the version that was read. Where it stands in the indexes is set with every change: one
 * that a job had to put aside comes back.
 */
export function update<T extends Stamp>(at: Location, before: T, after: T, version = before.version + 1): Update {
  const set = difference(attributesOf(before), attributesOf(after));
  const isChange = Object.keys(set).length > 0;
  return change(at, { from: before.version, to: version }, { ...set, ...(isChange && indexKeys(at, after)) });
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
 * Changes add-ons and, with them, the head of their aggregate.
 *
 * @param addons - the latest ones, as read
 * @param changes - of some of them
 */
export function updateAddons(
  tenantId: string,
  subscription: StoredSubscription,
  addons: Stored<AddonFacts>[],
  changes: AddonChange[],
): Update[] {
  const { subscriptionId } = subscription;
  const version = nextVersion(subscription, addons);
  const changed = changes.map(({ before }) => before);
  // What only comes into force was changed when it was asked for.
  const changedNow = changes.filter(({ before, after }) => after.changedAt !== before.changedAt);
  const head: StoredSubscription = {
    ...subscription,
    changedAt: [subscription.changedAt, ...changedNow.map(({ after }) => after.changedAt)].sort().at(-1) ?? '',
    addonVersions: sumOfVersions(addons) - sumOfVersions(changed) + changed.length * version,
  };
  const writes = changes.map(({ before, after }) => {
    const at = addonRef(tenantId, subscriptionId, before.productOffering.productOfferingId);
    return update(at, before, after, version);
  });
  return [update(subscriptionRef(tenantId, subscriptionId), subscription, head, version), ...writes];
}

interface AddonChange {
  before: Stored<AddonFacts>;
  after: Stored<AddonFacts>;
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
