import type { Instant } from '../../contract/field-types.ts';
import type { AddonFacts } from '../../domain/addon.ts';
import { markApplied } from '../../domain/effective-dates.ts';
import type { LicenseFacts } from '../../domain/license.ts';
import type { ItemAttributes, ItemKey } from '../../dynamodb/item.ts';
import { requireVersion, type UpdateWrite } from '../../dynamodb/item-write.ts';
import { buildAddonUpdates } from '../../dynamodb/items/aggregate.ts';
import { buildUpdateWrite } from '../../dynamodb/items/connect-item.ts';
import { buildIndexKeys } from '../../dynamodb/items/index-keys.ts';
import type { StoredItem, VersionStamp } from '../../dynamodb/items/item-fields.ts';
import type { StoredSubscription } from '../../dynamodb/items/subscription.ts';

/** What is to be written, and how many things that puts in force. Nothing to write: another was faster. */
export interface ApplyPlan {
  writes: UpdateWrite[];
  applied: number;
}

/** An item as it is stored, and as it was understood. */
export interface ReadItem<T> {
  itemKey: ItemKey;
  item: ItemAttributes;
  facts: StoredItem<T>;
}

/** The head of a transaction and its add-ons: as many writes as DynamoDB takes in one. */
const maxTransactionWrites = 100;

export function planLicenseChange({ itemKey: at, item, facts }: ReadItem<LicenseFacts>, now: Instant): ApplyPlan {
  const appliedFacts = markApplied(facts, now);
  if (appliedFacts !== facts) return { writes: [buildUpdateWrite(at, facts, appliedFacts)], applied: 1 };
  return { writes: repairIndexKeys(at, item, facts), applied: 0 };
}

/**
 * One step for all add-ons of a subscription that are due. What changed their facts is long past: no `changedAt` moves.
 *
 * @param addons - the latest ones
 */
export function planAddonChanges(
  tenantId: string,
  subscription: StoredSubscription,
  addons: ReadItem<AddonFacts>[],
  now: Instant,
): ApplyPlan {
  const allFacts = addons.map(({ facts }) => facts);
  const changes = allFacts
    .map(before => ({ before, after: markApplied(before, now) }))
    .filter(({ before, after }) => before !== after)
    // More than that at once are those of several days without this job. The rest is the next run's.
    .slice(0, maxTransactionWrites - 1);
  if (changes.length > 0) {
    return { writes: buildAddonUpdates(tenantId, subscription, allFacts, changes), applied: changes.length };
  }
  const writes = addons.flatMap(({ itemKey: at, item, facts }) => repairIndexKeys(at, item, facts));
  return { writes: writes.slice(0, maxTransactionWrites), applied: 0 };
}

/** Puts an item into its place in the index: a repair by hand may have left it where it would be found for ever. */
export function repairIndexKeys(itemKey: ItemKey, item: ItemAttributes, facts: VersionStamp): UpdateWrite[] {
  const expectedKeys = buildIndexKeys(itemKey, facts);
  if (item.dueShard === expectedKeys.dueShard && item.dueAt === expectedKeys.dueAt) return [];
  return [{ kind: 'update', ...itemKey, set: expectedKeys, condition: requireVersion(facts.version) }];
}
