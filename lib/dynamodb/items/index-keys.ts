import type { Instant } from '../../contract/field-types.ts';
import { findNextDue, type Period } from '../../domain/effective-dates.ts';
import type { ItemKey } from '../item.ts';

/** What decides where an item stands in the indexes. */
interface IndexedFacts extends Period {
  customer?: { customerId: string };
  createdAt?: Instant;
  productOfferingId?: string;
  /** Of a rename. */
  dueAt?: Instant;
}

/** How many partitions the work of one instant is spread over. It may grow, never shrink: see docs/scheduled-changes.md. */
export const dueShardCount = 16;

export const toDueShardName = (shard: number): string => `due#${shard}`;

/** The partitions for the copies of renamed items are separate, so that they never delay a scheduled change. */
export const toRenameShardName = (shard: number): string => `rename#${shard}`;
export const isRenameShard = (name: string): boolean => name.startsWith('rename#');

/** Where the index keeps what a job could not put in force, out of the way of the others. */
export const quarantineShard = 'parked';

export const toTenantListPartition = (
  tenantId: string,
  kind: 'license' | 'subscription' | 'product-offering',
): string => `${tenantId}#${kind}`;

export const toCustomerListPartition = (
  tenantId: string,
  kind: 'license' | 'subscription',
  customerId: string,
): string => `${tenantId}#${kind}#${customerId}`;

/** The attributes by which the indexes find an item; where there is none, undefined. */
export function buildIndexKeys(
  { primaryKey: { pk = '', sk = '' } }: ItemKey,
  facts: object,
): Record<string, string | undefined> {
  const [tenantId = ''] = pk.split('#');
  const indexed: IndexedFacts = facts;
  if (sk === 'license') return { ...buildListKeys(tenantId, sk, indexed), ...buildDueKeys(pk, indexed) };
  if (sk === 'subscription') return buildListKeys(tenantId, sk, indexed);
  if (sk === 'product-offering') {
    return { byTenant: toTenantListPartition(tenantId, sk), listOrder: indexed.productOfferingId };
  }
  if (sk === 'rename') return buildRenameKeys(pk, indexed);
  return sk.startsWith('addon#') ? buildDueKeys(pk, indexed) : {};
}

const buildListKeys = (tenantId: string, kind: 'license' | 'subscription', { customer, createdAt }: IndexedFacts) => ({
  byTenant: toTenantListPartition(tenantId, kind),
  byCustomer: toCustomerListPartition(tenantId, kind, customer?.customerId ?? ''),
  listOrder: createdAt,
});

/**
 * All add-ons of a subscription stand in one shard, so that one step can put all of them in force. What was put aside is back in
 * line with its next change.
 */
function buildDueKeys(pk: string, facts: IndexedFacts) {
  const dueAt: Instant | undefined = findNextDue(facts);
  return { dueShard: dueAt && toDueShardName(hashFnv1a(pk) % dueShardCount), dueAt, parked: undefined };
}

const buildRenameKeys = (pk: string, { dueAt }: IndexedFacts) => ({
  dueShard: dueAt && toRenameShardName(hashFnv1a(pk) % dueShardCount),
  dueAt,
  parked: undefined,
});

/** FNV-1a: spreads evenly, and is the same in every release. */
function hashFnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
