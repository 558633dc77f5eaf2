import { formatItemKey, type ItemRef } from '../dynamodb/item.ts';
import { type ItemWrite, requireVersion } from '../dynamodb/item-write.ts';
import type { VersionStamp } from '../dynamodb/items/item-fields.ts';
import { type LinePlan, planItemWrite } from './line-plan.ts';

/** Plans the writes of an item that belongs to the item of a line. Without facts, the item is deleted. */
export function planRelatedItem<T extends object>(
  ref: ItemRef<T & VersionStamp>,
  stored: (T & VersionStamp) | undefined,
  facts: T | undefined,
): ItemWrite[] {
  if (facts) {
    const plan = planItemWrite(ref, stored, facts);
    return 'writes' in plan ? plan.writes : [];
  }
  if (!stored) return [];
  const { table, primaryKey } = ref;
  return [{ kind: 'delete', table, primaryKey, condition: requireVersion(stored.version) }];
}

/** Adds the writes of related items to the plan of a line. @param ref - the item of the line itself */
export function addRelatedWrites<T extends VersionStamp>(
  plan: LinePlan,
  related: ItemWrite[],
  ref: ItemRef<T>,
  stored: T | undefined,
): LinePlan {
  if (!('writes' in plan) || related.length === 0) return plan;
  const outcome = plan.outcome === 'unchanged' ? 'updated' : plan.outcome;
  return { ...plan, outcome, writes: [...plan.writes, ...related, ...buildHeadCheck(plan.writes, ref, stored)] };
}

/**
 * Checks the version of the item of a line if the line does not change it. Otherwise personal data could be stored again by a line
 * that was planned before an erasure and committed after it.
 */
export function buildHeadCheck<T extends VersionStamp>(
  writes: ItemWrite[],
  { table, primaryKey }: ItemRef<T>,
  stored: T | undefined,
): ItemWrite[] {
  const headKey = formatItemKey({ table, primaryKey });
  if (!stored || writes.some(write => formatItemKey(write) === headKey)) return [];
  return [{ kind: 'check', table, primaryKey, condition: requireVersion(stored.version) }];
}
