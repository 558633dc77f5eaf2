import type { Instant } from '../contract/field-types.ts';
import { type AddonFacts, isAddonLive } from '../domain/addon.ts';
import { maxLiveAddons } from '../domain/subscription.ts';
import type { ItemAttributes, ItemRef } from '../dynamodb/item.ts';
import type { UpdateWrite } from '../dynamodb/item-write.ts';
import type { StoredItem } from '../dynamodb/items/item-fields.ts';
import type { ImportProblem } from './import-problem.ts';

/** A stored add-on before and after the line. */
export interface StoredAddon {
  ref: ItemRef<StoredItem<AddonFacts>>;
  /** True for the latest add-on of its offering. */
  isLatest: boolean;
  /** The stored attributes, including those that only a later release knows. */
  item: ItemAttributes;
  before: StoredItem<AddonFacts>;
  /** The same object as `before` if the line changes nothing. */
  after: StoredItem<AddonFacts>;
  /** Stores what the line states, if the line changes nothing else. */
  statedWrite?: UpdateWrite;
}

/** An add-on that is not stored yet. */
export interface NewAddon {
  /** The path of the add-on in the line. */
  field: string;
  facts: AddonFacts;
}

/** The place for the latest add-on of an offering. All other add-ons of the offering are history. */
export interface OfferingSlot {
  /** The add-on that is stored as the latest. */
  current?: StoredAddon;
  /** The new add-on that becomes the latest. The stored one becomes history. */
  replacement?: AddonFacts;
}

/** Assigns each new add-on to its place. It is the latest if it is live or was added last. A conflict is a problem. */
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

const getLatestAddon = ({ current, replacement }: OfferingSlot): AddonFacts | undefined =>
  replacement ?? current?.after;

const getOfferingId = ({ productOffering }: AddonFacts): string => productOffering.productOfferingId;
