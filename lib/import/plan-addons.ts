import type { AddonFacts } from '../domain/addon.ts';
import type { Instant } from '../domain/calendar.ts';
import type { Tenant } from '../domain/entity.ts';
import { settle } from '../domain/schedule.ts';
import { itemOf, update } from '../store/change.ts';
import { copiedFrom } from '../store/copy-version.ts';
import { addonRef, type PlacedAddon, pastAddonRef } from '../store/entity.ts';
import type { Item, Location } from '../store/item.ts';
import { type Condition, isAbsent, isVersion, type Put, type Write } from '../store/write.ts';
import { keptAddon, takenAddon } from './addon-facts.ts';
import type { Finder } from './find.ts';
import { type AddedAddon, type Place, placeAddons, type StoredAddon } from './place-addons.ts';
import { asRead, isChange } from './plan.ts';
import type { AddonLine } from './subscription-line.ts';

/** The aggregate that the add-ons belong to. */
interface Aggregate {
  tenant: Tenant;
  subscriptionId: string;
  stored: StoredAddon[];
  /** The version that the subscription gets with these changes, and with it every add-on that changes. */
  version: number;
}

/** What a line does to the add-ons of its subscription. */
export interface AddonWrites {
  writes: Write[];
  /** By how much the sum of the versions of the latest add-ons grows. */
  growth: number;
}

/** What the add-ons of a line change. Those that it does not name stay as they are. What is wrong goes to the finder. */
export function planAddons(
  lines: AddonLine[],
  finder: Omit<Finder, 'find'>,
  aggregate: Aggregate,
  now: Instant,
): AddonWrites {
  const { tenant, subscriptionId } = aggregate;
  const stored = new Map(aggregate.stored.map(addon => [addon.before.subscriptionAddonId, addon]));
  const added: AddedAddon[] = [];
  for (const [index, line] of lines.entries()) {
    const field = `addons.${index}`;
    const offering = finder.findOffering(`${field}.productOfferingId`, line.productOfferingId, 'SUBSCRIPTION_ADDON');
    if (!offering) continue;
    const from = copiedFrom({ productOffering: offering });
    const addon = stored.get(line.subscriptionAddonId);
    if (!addon) {
      const facts = { ...takenAddon(line, subscriptionId, offering, tenant, now), ...from };
      added.push({ field, facts });
      continue;
    }
    const { at, before } = addon;
    const { productOfferingId } = before.productOffering;
    if (productOfferingId === line.productOfferingId) {
      const after = asRead(at, before, keptAddon(line, before, offering, tenant, now));
      const changes = isChange(update(at, before, after));
      stored.set(line.subscriptionAddonId, {
        ...addon,
        after: changes ? settle({ ...after, ...from, changedAt: now }, now) : before,
      });
    } else {
      const reason = `is not that of the add-on, ${productOfferingId}; another add-on needs an id of its own`;
      finder.problems.push({ field: `${field}.productOfferingId`, reason });
    }
  }
  const placed = placeAddons(added, [...stored.values()], now);
  finder.problems.push(...placed.problems);
  return writesOf([...stored.values()], placed, aggregate);
}

function writesOf(
  stored: StoredAddon[],
  { places, history }: { places: Map<string, Place>; history: AddonFacts[] },
  { tenant: { tenantId }, subscriptionId, version }: Aggregate,
): AddonWrites {
  const writes: Write[] = history.map(addon => {
    const at = pastAddonRef(tenantId, addon);
    return put(at, itemOf(at, addon), version);
  });
  const moved = new Set<StoredAddon>();
  let growth = 0;
  for (const [offeringId, { standing, newest }] of places) {
    if (!newest) continue;
    const at = addonRef(tenantId, subscriptionId, offeringId);
    writes.push(put(at, itemOf(at, newest), version, standing && isVersion(standing.before.version)));
    growth += version - (standing?.before.version ?? 0);
    if (!standing) continue;
    moved.add(standing);
    const { set } = update(standing.at, standing.before, standing.after);
    writes.push(put(pastAddonRef(tenantId, standing.before), { ...standing.item, ...set, ...nothingDue }, version));
  }
  for (const addon of stored) {
    if (addon.after === addon.before || moved.has(addon)) continue;
    writes.push(update(addon.at, addon.before, addon.after, version));
    if (addon.isLatest) growth += version - addon.before.version;
  }
  return { writes, growth };
}

/** What has become history has ended, whether or not that was put in force in time. */
const nothingDue = { dueShard: undefined, dueAt: undefined };

/** A whole item. Nothing may be there, unless it replaces what was read. */
const put = (at: Location, attributes: Item, version: number, condition: Condition = isAbsent('pk')): Put => ({
  kind: 'put',
  table: at.table,
  key: at.key,
  item: { ...attributes, ...at.key, version },
  condition,
});

/** @param history - every add-on of the subscription, as read */
export const storedAddons = (tenantId: string, history: { item: Item; value: PlacedAddon }[]): StoredAddon[] =>
  history.map(({ item, value: { addon: before, isLatest } }) => {
    const { subscriptionId, productOffering } = before;
    const latest = addonRef(tenantId, subscriptionId, productOffering.productOfferingId);
    return { at: isLatest ? latest : pastAddonRef(tenantId, before), isLatest, item, before, after: before };
  });
