import { isDeepStrictEqual } from 'node:util';
import { customerRef } from '../dynamodb/items/customer.ts';
import { productOfferingRef } from '../dynamodb/items/product-offering.ts';
import { type ItemChange, isVersionChange, parseItemTenantId } from '../dynamodb/stream-record.ts';
import type { CopyTask } from './copy-task.ts';

/**
 * The work that a change makes, if it is one of a text that others carry a copy of: the name of a customer, the name or the group
 * of an offering. Price and schedule stay as they were agreed.
 *
 * @throws CorruptItem
 */
export function textChange(change: ItemChange): CopyTask | undefined {
  const { before, after } = change;
  if (!before || !after || !isVersionChange(change)) return undefined;
  const tenantId = parseItemTenantId(after);
  if (after.sk === 'customer') {
    const { customerId, name, version } = customerRef(tenantId, '').parse(after);
    return before.name === name ? undefined : task(tenantId, 'customer', customerId, version);
  }
  if (after.sk === 'product-offering') {
    const { productOfferingId, name, version } = productOfferingRef(tenantId, '').parse(after);
    const same = before.name === name && isDeepStrictEqual(before.group, after.group);
    return same ? undefined : task(tenantId, 'product-offering', productOfferingId, version);
  }
  return undefined;
}

const task = (tenantId: string, kind: CopyTask['kind'], id: string, version: number): CopyTask => ({
  ...{ tenantId, kind, id, version },
  pass: 1,
});
