import type { Instant } from '../../contract/field-types.ts';
import type { AddonFacts } from '../../domain/addon.ts';
import { type DatedFacts, findLastDue, markApplied } from '../../domain/effective-dates.ts';
import { type LicenseFacts, settleLicense } from '../../domain/license.ts';
import type { ItemAttributes, ItemKey } from '../../dynamodb/item.ts';
import { requireVersion, type UpdateWrite } from '../../dynamodb/item-write.ts';
import { buildAddonUpdates } from '../../dynamodb/items/aggregate.ts';
import { buildUpdateWrite } from '../../dynamodb/items/connect-item.ts';
import { buildIndexKeys } from '../../dynamodb/items/index-keys.ts';
import type { StoredItem, VersionStamp } from '../../dynamodb/items/item-fields.ts';
import type { StoredSubscription } from '../../dynamodb/items/subscription.ts';

/** The writes, and the number of changes that they apply. No writes if another request was faster. */
export interface ApplyPlan {
  writes: UpdateWrite[];
  applied: number;
  /** The latest instant for which one of the changes was scheduled. Absent if none is applied. */
  appliedAt?: Instant;
}

/** A stored item and its parsed facts. */
export interface ReadItem<T> {
  itemKey: ItemKey;
  item: ItemAttributes;
  facts: StoredItem<T>;
}

/** The maximum number of writes in one transaction. */
const maxTransactionWrites = 100;

export function planLicenseChange({ itemKey: at, item, facts }: ReadItem<LicenseFacts>, now: Instant): ApplyPlan {
  const appliedFacts = settleLicense(facts, now);
  if (appliedFacts !== facts)
    return { writes: [buildUpdateWrite(at, facts, appliedFacts)], applied: 1, ...findAppliedAt([facts], now) };
  return { writes: repairIndexKeys(at, item, facts), applied: 0 };
}

/**
 * Plans one version step for all due add-ons of a subscription. `changedAt` does not change, because the commands that scheduled
 * the changes are in the past.
 *
 * @param addons - the latest add-on of each offering
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
    // More due add-ons than this occur only after several days without this job. The next run applies the rest.
    .slice(0, maxTransactionWrites - 1);
  if (changes.length > 0) {
    const writes = buildAddonUpdates(tenantId, subscription, allFacts, changes);
    const dueFacts = changes.map(({ before }) => before);
    return { writes, applied: changes.length, ...findAppliedAt(dueFacts, now) };
  }
  const writes = addons.flatMap(({ itemKey: at, item, facts }) => repairIndexKeys(at, item, facts));
  return { writes: writes.slice(0, maxTransactionWrites), applied: 0 };
}

function findAppliedAt(facts: DatedFacts[], now: Instant): Pick<ApplyPlan, 'appliedAt'> {
  const appliedAt = findLastDue(facts, now);
  return appliedAt === undefined ? {} : { appliedAt };
}

/** Repairs the index keys of an item. A manual repair may have left it in the index, where each run would find it again. */
export function repairIndexKeys(itemKey: ItemKey, item: ItemAttributes, facts: VersionStamp): UpdateWrite[] {
  const expectedKeys = buildIndexKeys(itemKey, facts);
  if (item.dueShard === expectedKeys.dueShard && item.dueAt === expectedKeys.dueAt) return [];
  return [{ kind: 'update', ...itemKey, set: expectedKeys, condition: requireVersion(facts.version) }];
}
