import type { ItemRef } from '../dynamodb/item.ts';
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

/** Adds the writes of related items to the plan of a line. */
export function addRelatedWrites(plan: LinePlan, related: ItemWrite[]): LinePlan {
  if (!('writes' in plan) || related.length === 0) return plan;
  const outcome = plan.outcome === 'unchanged' ? 'updated' : plan.outcome;
  return { ...plan, outcome, writes: [...plan.writes, ...related] };
}
