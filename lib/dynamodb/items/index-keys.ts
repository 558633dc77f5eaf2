import type { Instant } from '../../contract/field-types.ts';
import { type DatedFacts, findNextDue } from '../../domain/effective-dates.ts';
import type { ItemKey } from '../item.ts';

/** The facts that determine the index keys of an item. */
interface IndexedFacts extends DatedFacts {
  customer?: { customerId: string };
  createdAt?: Instant;
  productOfferingId?: string;
  /** The instant from which the copies of a renamed item are due. */
  dueAt?: Instant;
}

/** The number of partitions for changes that are due at the same instant. It may be increased, never decreased: see docs/scheduled-changes.md. */
export const dueShardCount = 16;

export const toDueShardName = (shard: number): string => `due#${shard}`;

/** The partitions for the copies of renamed items are separate, so that they never delay a scheduled change. */
export const toRenameShardName = (shard: number): string => `rename#${shard}`;
export const isRenameShard = (name: string): boolean => name.startsWith('rename#');

/** The partition for changes that a job could not apply, separate from all others. */
export const quarantineShard = 'quarantine';

/** The kinds of resources that are listed by tenant and by customer. */
type ListedKind = 'license' | 'subscription' | 'order';

export const toTenantListPartition = (tenantId: string, kind: ListedKind | 'product-offering'): string =>
  `${tenantId}#${kind}`;

export const toCustomerListPartition = (tenantId: string, kind: ListedKind, customerId: string): string =>
  `${tenantId}#${kind}#${customerId}`;

/** Builds the index keys of an item. A key is undefined if the item is not in that index. */
export function buildIndexKeys(
  { primaryKey: { pk = '', sk = '' } }: ItemKey,
  facts: object,
): Record<string, string | undefined> {
  const [tenantId = ''] = pk.split('#');
  const indexed: IndexedFacts = facts;
  if (sk === 'license') return { ...buildListKeys(pk, sk, indexed), ...buildDueKeys(pk, indexed) };
  if (sk === 'subscription' || sk === 'order') return buildListKeys(pk, sk, indexed);
  if (sk === 'product-offering') {
    return { byTenant: toTenantListPartition(tenantId, sk), listOrder: indexed.productOfferingId };
  }
  if (sk === 'rename') return buildRenameKeys(pk, indexed);
  return sk.startsWith('addon#') ? buildDueKeys(pk, indexed) : {};
}

/**
 * Builds the keys of the lists. The sort key is the creation time with the ID, so it is unique and does not depend on the customer:
 * an item that moves between customers keeps its place in every list that shows both.
 */
function buildListKeys(pk: string, kind: ListedKind, { customer, createdAt }: IndexedFacts) {
  const [tenantId = '', , id = ''] = pk.split('#');
  return {
    byTenant: toTenantListPartition(tenantId, kind),
    byCustomer: toCustomerListPartition(tenantId, kind, customer?.customerId ?? ''),
    listOrder: createdAt && `${createdAt}#${id}`,
  };
}

/**
 * Builds the keys of the due index. All add-ons of a subscription are in one shard, so that they can be applied in one version step.
 * A quarantined item returns to its shard with its next change.
 */
function buildDueKeys(pk: string, facts: IndexedFacts) {
  const dueAt: Instant | undefined = findNextDue(facts);
  return { dueShard: dueAt && toDueShardName(hashFnv1a(pk) % dueShardCount), dueAt, quarantined: undefined };
}

const buildRenameKeys = (pk: string, { dueAt }: IndexedFacts) => ({
  dueShard: dueAt && toRenameShardName(hashFnv1a(pk) % dueShardCount),
  dueAt,
  quarantined: undefined,
});

/** Computes the FNV-1a hash. It distributes evenly and is the same in every release. */
function hashFnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
