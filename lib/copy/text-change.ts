import { isDeepStrictEqual } from 'node:util';
import { type ItemChange, isStep, tenantOf } from '../events/item-change.ts';
import { customerRef, productOfferingRef } from '../store/entity.ts';
import type { Item, Ref } from '../store/item.ts';
import type { CopyTask } from './copy-task.ts';

/**
 * The work that a change makes, if it is one of a text that others carry a copy of: the name of a customer, the name or the group
 * of an offering. Price and schedule stay as they were agreed.
 *
 * @throws CorruptItem
 */
export function textChange(change: ItemChange): CopyTask | undefined {
  const { before, after } = change;
  if (!before || !after || !isStep(change)) return undefined;
  const tenantId = tenantOf(after);
  if (after.sk === 'customer') {
    const [old, now] = both(customerRef(tenantId, ''), before, after);
    return old.name === now.name ? undefined : task(tenantId, 'customer', now.customerId, now.version);
  }
  if (after.sk === 'product-offering') {
    const [old, now] = both(productOfferingRef(tenantId, ''), before, after);
    const same = old.name === now.name && isDeepStrictEqual(old.group, now.group);
    return same ? undefined : task(tenantId, 'product-offering', now.productOfferingId, now.version);
  }
  return undefined;
}

const both = <T>({ parse }: Ref<T>, before: Item, after: Item): [T, T] => [parse(before), parse(after)];

const task = (tenantId: string, kind: CopyTask['kind'], id: string, version: number): CopyTask => ({
  ...{ tenantId, kind, id, version },
  pass: 1,
});
