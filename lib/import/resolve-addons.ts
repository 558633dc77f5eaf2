import type { Instant } from '../contract/field-types.ts';
import { type AddonFacts, isAddonLive } from '../domain/addon.ts';
import { maxLiveAddons } from '../domain/subscription.ts';
import type { ItemAttributes, ItemRef } from '../dynamodb/item.ts';
import type { StoredItem } from '../dynamodb/items/item-fields.ts';
import type { ImportProblem } from './import-problem.ts';

/** An add-on as it was read, and as the line makes it. */
export interface StoredAddon {
  ref: ItemRef<StoredItem<AddonFacts>>;
  /** Of its offering; otherwise it is history. */
  isLatest: boolean;
  /** Its attributes, those that only a later release knows included. */
  item: ItemAttributes;
  before: StoredItem<AddonFacts>;
  /** The same object as `before` if nothing changes. */
  after: StoredItem<AddonFacts>;
}

/** An add-on that is new here. */
export interface NewAddon {
  /** Where it stands in the line. */
  field: string;
  facts: AddonFacts;
}

/** Every offering has one place for its latest add-on; all others of it are history. */
export interface OfferingSlot {
  /** It was there already. */
  current?: StoredAddon;
  /** It takes the place, and what stands there becomes history. */
  replacement?: AddonFacts;
}

/** Finds the place of every new add-on: that of the latest if it is live or was added last. What may not be is a problem. */
export function resolveAddons(
  newAddons: NewAddon[],
  stored: StoredAddon[],
  now: Instant,
): { places: Map<string, OfferingSlot>; history: AddonFacts[]; problems: ImportProblem[] } {
  const problems: ImportProblem[] = [];
  const history: AddonFacts[] = [];
  const places = new Map<string, OfferingSlot>();
  for (const current of stored) if (current.isLatest) places.set(getOfferingId(current.before), { current });

  const toSortKey = (addon: AddonFacts) =>
    `${isAddonLive(addon, now) ? 1 : 0} ${addon.addedAt} ${addon.subscriptionAddonId}`;
  for (const { field, facts } of [...newAddons].sort((a, b) => (toSortKey(a.facts) < toSortKey(b.facts) ? -1 : 1))) {
    const slot = places.get(getOfferingId(facts)) ?? {};
    places.set(getOfferingId(facts), slot);
    const latest = getLatestAddon(slot);
    if (latest && isAddonLive(latest, now) && isAddonLive(facts, now)) {
      const reason = `an add-on of that offering is live: ${latest.subscriptionAddonId}`;
      problems.push({ field: `${field}.productOfferingId`, reason });
    } else if (latest && toSortKey(facts) < toSortKey(latest)) {
      history.push(facts);
    } else {
      if (slot.replacement) history.push(slot.replacement);
      slot.replacement = facts;
    }
  }

  const liveCount = [...places.values()].map(getLatestAddon).filter(addon => addon && isAddonLive(addon, now)).length;
  if (liveCount > maxLiveAddons) {
    const reason = `would make ${liveCount} live add-ons; a subscription has at most ${maxLiveAddons}`;
    problems.push({ field: 'addons', reason });
  }
  return { places, history, problems };
}

const getLatestAddon = ({ current: standing, replacement: newest }: OfferingSlot): AddonFacts | undefined =>
  newest ?? standing?.after;

const getOfferingId = ({ productOffering }: AddonFacts): string => productOffering.productOfferingId;
