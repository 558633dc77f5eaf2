import type { Instant } from '../contract/field-types.ts';
import type { AddonFacts } from '../domain/addon.ts';
import { createDecisionTime, markApplied } from '../domain/effective-dates.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { ItemWrite, UpdateWrite } from '../dynamodb/item-write.ts';
import { type AddonHistoryEntry, pastAddonRef } from '../dynamodb/items/addon.ts';
import { buildAdditionWrites, buildAddonPut } from '../dynamodb/items/aggregate.ts';
import { buildStoredItem, buildUpdateWrite } from '../dynamodb/items/connect-item.ts';
import { buildImportedAddon, mergeImportedAddon } from './addon.ts';
import { buildStatedUpdate, planOwnedUpdate } from './line-plan.ts';
import type { ReferenceFinder } from './references.ts';
import { type NewAddon, type OfferingSlot, resolveAddons, type StoredAddon } from './resolve-addons.ts';
import type { FieldDifference } from './shared-value.ts';
import type { AddonLine } from './subscription-line.ts';

/** The subscription that the add-ons belong to. */
interface ImportedAggregate {
  tenant: Tenant;
  subscriptionId: string;
  stored: StoredAddon[];
  /** The new version of the subscription and of every changed add-on. */
  version: number;
}

/** The changes of a line to the add-ons of its subscription. */
export interface AddonWrites {
  writes: ItemWrite[];
  /** Updates of what the line states, which are no new version. */
  statedWrites: UpdateWrite[];
  differences: FieldDifference[];
  /** The increase of the sum of the versions of the latest add-ons. */
  versionSumIncrease: number;
}

/** Plans the changes of a line to the add-ons. Add-ons that the line does not name stay unchanged. Problems are added to the finder. */
export function planImportedAddons(
  lines: AddonLine[],
  finder: Omit<ReferenceFinder, 'findItem'>,
  aggregate: ImportedAggregate,
  now: Instant,
): AddonWrites {
  const { tenant, subscriptionId } = aggregate;
  const time = createDecisionTime(now, tenant.timeZone);
  const differences: FieldDifference[] = [];
  const stored = new Map(aggregate.stored.map(addon => [addon.before.subscriptionAddonId, addon]));
  const newAddons: NewAddon[] = [];
  for (const [index, line] of lines.entries()) {
    const field = `addons.${index}`;
    const offering = finder.findOffering(`${field}.productOfferingId`, line.productOfferingId, 'SUBSCRIPTION_ADDON');
    if (!offering) continue;
    const addon = stored.get(line.subscriptionAddonId);
    if (!addon) {
      const facts = buildImportedAddon(line, subscriptionId, offering, time);
      newAddons.push({ field, facts });
      continue;
    }
    const { ref: at, before } = addon;
    const { productOfferingId } = before.productOffering;
    if (productOfferingId === line.productOfferingId) {
      const settled = markApplied(before, now);
      const merged = mergeImportedAddon(line, settled, offering, time, field);
      if ('problem' in merged) {
        finder.problems.push(merged.problem);
        continue;
      }
      differences.push(...merged.differences);
      const update = planOwnedUpdate(at, { stored: before, settled }, markApplied(merged.facts, now), now);
      stored.set(line.subscriptionAddonId, { ...addon, ...toAddonUpdate(at, update) });
    } else {
      const reason = `is not that of the add-on, ${productOfferingId}; another add-on needs an id of its own`;
      finder.problems.push({ field: `${field}.productOfferingId`, reason });
    }
  }
  const resolved = resolveAddons(newAddons, [...stored.values()], now);
  finder.problems.push(...resolved.problems);
  return { ...buildAddonWrites([...stored.values()], resolved, aggregate), differences };
}

function toAddonUpdate(
  ref: StoredAddon['ref'],
  update: { after: StoredAddon['after']; isNewVersion: boolean } | undefined,
): Partial<StoredAddon> {
  if (!update) return {};
  return update.isNewVersion ? { after: update.after } : { statedWrite: buildStatedUpdate(ref, update.after) };
}

function buildAddonWrites(
  stored: StoredAddon[],
  { places, history }: { places: Map<string, OfferingSlot>; history: AddonFacts[] },
  { tenant: { tenantId }, version }: ImportedAggregate,
): Omit<AddonWrites, 'differences'> {
  const writes: ItemWrite[] = history.map(addon => {
    const at = pastAddonRef(tenantId, addon);
    return buildAddonPut(at, buildStoredItem(at, addon), version);
  });
  const movedToHistory = new Set<StoredAddon>();
  let versionSumIncrease = 0;
  for (const { current, replacement } of places.values()) {
    if (!replacement) continue;
    const replaced = current && { ...current, addon: current.before };
    writes.push(...buildAdditionWrites(tenantId, { addon: replacement, replaced }, version));
    versionSumIncrease += version - (current?.before.version ?? 0);
    if (current) movedToHistory.add(current);
  }
  for (const addon of stored) {
    if (addon.after === addon.before || movedToHistory.has(addon)) continue;
    writes.push(buildUpdateWrite(addon.ref, addon.before, addon.after, version));
    if (addon.isLatest) versionSumIncrease += version - addon.before.version;
  }
  const statedWrites = stored.flatMap(addon =>
    addon.statedWrite && !movedToHistory.has(addon) ? [addon.statedWrite] : [],
  );
  return { writes, statedWrites, versionSumIncrease };
}

export const toStoredAddon = ({ ref, item, addon, isLatest }: AddonHistoryEntry): StoredAddon => ({
  ref,
  item,
  isLatest,
  before: addon,
  after: addon,
});
