import type { AddonFacts } from '../domain/addon.ts';
import type { Instant } from '../domain/calendar.ts';
import type { LicenseFacts } from '../domain/license.ts';
import { settle } from '../domain/schedule.ts';
import { tornText, update, updateAddons } from '../store/change.ts';
import { indexKeys } from '../store/index-keys.ts';
import type { Item, Location } from '../store/item.ts';
import type { Stamp, Stored, StoredSubscription } from '../store/stored.ts';
import { isVersion, type Update } from '../store/write.ts';

/** What is to be written, and how many things that puts in force. Nothing to write: another was faster. */
export interface Plan {
  writes: Update[];
  applied: number;
}

/** An item as it is stored, and as it was understood. */
export interface Read<T> {
  at: Location;
  item: Item;
  facts: Stored<T>;
}

/** The head of a transaction and its add-ons: as many writes as DynamoDB takes in one. */
const maxWrites = 100;

export function planLicense({ at, item, facts }: Read<LicenseFacts>, now: Instant): Plan {
  const settled = settle(facts, now);
  if (settled !== facts) return { writes: [update(at, facts, settled)], applied: 1 };
  return { writes: misplaced(at, item, facts), applied: 0 };
}

/**
 * One step for all add-ons of a subscription that are due. What changed their facts is long past: no `changedAt` moves.
 *
 * @param addons - the latest ones
 * @param seen - what looked torn so often that it is taken for stored
 */
export function planAddons(
  tenantId: string,
  subscription: StoredSubscription,
  addons: Read<AddonFacts>[],
  now: Instant,
  seen: string | undefined,
): Plan | { torn: string } {
  const all = addons.map(({ facts }) => facts);
  const torn = tornText(subscription, all, seen);
  if (torn) return { torn };
  const changes = all
    .map(before => ({ before, after: settle(before, now) }))
    .filter(({ before, after }) => before !== after)
    // More than that at once are those of several days without this job. The rest is the next run's.
    .slice(0, maxWrites - 1);
  if (changes.length > 0) {
    return { writes: updateAddons(tenantId, subscription, all, changes), applied: changes.length };
  }
  const writes = addons.flatMap(({ at, item, facts }) => misplaced(at, item, facts));
  return { writes: writes.slice(0, maxWrites), applied: 0 };
}

/** Puts an item into its place in the index: a repair by hand may have left it where it would be found for ever. */
function misplaced(at: Location, item: Item, facts: Stamp): Update[] {
  const set = indexKeys(at, facts);
  if (item.dueShard === set.dueShard && item.dueAt === set.dueAt) return [];
  return [{ kind: 'update', ...at, set, condition: isVersion(facts.version) }];
}
