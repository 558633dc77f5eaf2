import { type AddonFacts, isLive } from '../domain/addon.ts';
import type { Instant } from '../domain/calendar.ts';
import { maxLiveAddons } from '../domain/subscription.ts';
import type { Item, Ref } from '../store/item.ts';
import type { Stored } from '../store/stored.ts';
import type { Problem } from './problem.ts';

/** An add-on as it was read, and as the line makes it. */
export interface StoredAddon {
  at: Ref<Stored<AddonFacts>>;
  /** Of its offering; otherwise it is history. */
  isLatest: boolean;
  /** Its attributes, those that only a later release knows included. */
  item: Item;
  before: Stored<AddonFacts>;
  /** The same object as `before` if nothing changes. */
  after: Stored<AddonFacts>;
}

/** An add-on that is new here. */
export interface AddedAddon {
  /** Where it stands in the line. */
  field: string;
  facts: AddonFacts;
}

/** Every offering has one place for its latest add-on; all others of it are history. */
export interface Place {
  /** It was there already. */
  standing?: StoredAddon;
  /** It takes the place, and what stands there becomes history. */
  newest?: AddonFacts;
}

/** Finds the place of every new add-on: that of the latest if it is live or was added last. What may not be is a problem. */
export function placeAddons(
  added: AddedAddon[],
  stored: StoredAddon[],
  now: Instant,
): { places: Map<string, Place>; history: AddonFacts[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const history: AddonFacts[] = [];
  const places = new Map<string, Place>();
  for (const standing of stored) if (standing.isLatest) places.set(offeringOf(standing.before), { standing });

  const rank = (addon: AddonFacts) => `${isLive(addon, now) ? 1 : 0} ${addon.addedAt} ${addon.subscriptionAddonId}`;
  for (const { field, facts } of [...added].sort((a, b) => (rank(a.facts) < rank(b.facts) ? -1 : 1))) {
    const place = places.get(offeringOf(facts)) ?? {};
    places.set(offeringOf(facts), place);
    const latest = latestIn(place);
    if (latest && isLive(latest, now) && isLive(facts, now)) {
      const reason = `an add-on of that offering is live: ${latest.subscriptionAddonId}`;
      problems.push({ field: `${field}.productOfferingId`, reason });
    } else if (latest && rank(facts) < rank(latest)) {
      history.push(facts);
    } else {
      if (place.newest) history.push(place.newest);
      place.newest = facts;
    }
  }

  const live = [...places.values()].map(latestIn).filter(addon => addon && isLive(addon, now)).length;
  if (live > maxLiveAddons) {
    const reason = `would make ${live} live add-ons; a subscription has at most ${maxLiveAddons}`;
    problems.push({ field: 'addons', reason });
  }
  return { places, history, problems };
}

const latestIn = ({ standing, newest }: Place): AddonFacts | undefined => newest ?? standing?.after;

const offeringOf = ({ productOffering }: AddonFacts): string => productOffering.productOfferingId;
