import type { Instant } from '../domain/calendar.ts';
import { nextDue, type Term } from '../domain/schedule.ts';
import type { Location } from './item.ts';

/** What decides where an item stands in the indexes. */
interface Indexed extends Term {
  customer?: { customerId: string };
  createdAt?: Instant;
  productOfferingId?: string;
}

/** How many partitions the work of one instant is spread over. It may grow, never shrink: see docs/scheduled-changes.md. */
export const dueShards = 16;

export const dueShard = (shard: number): string => `due#${shard}`;

/** Where the index keeps what a job could not put in force, out of the way of the others. */
export const parkedShard = 'parked';

export const tenantListing = (tenantId: string, kind: 'license' | 'subscription' | 'product-offering'): string =>
  `${tenantId}#${kind}`;

export const customerListing = (tenantId: string, kind: 'license' | 'subscription', customerId: string): string =>
  `${tenantId}#${kind}#${customerId}`;

/** The attributes by which the indexes find an item; where there is none, undefined. */
export function indexKeys({ key: { pk = '', sk = '' } }: Location, facts: object): Record<string, string | undefined> {
  const [tenantId = ''] = pk.split('#');
  const indexed: Indexed = facts;
  if (sk === 'license') return { ...listingKeys(tenantId, sk, indexed), ...dueKeys(pk, indexed) };
  if (sk === 'subscription') return listingKeys(tenantId, sk, indexed);
  if (sk === 'product-offering') {
    return { byTenant: tenantListing(tenantId, sk), listOrder: indexed.productOfferingId };
  }
  return sk.startsWith('addon#') ? dueKeys(pk, indexed) : {};
}

const listingKeys = (tenantId: string, kind: 'license' | 'subscription', { customer, createdAt }: Indexed) => ({
  byTenant: tenantListing(tenantId, kind),
  byCustomer: customerListing(tenantId, kind, customer?.customerId ?? ''),
  listOrder: createdAt,
});

/**
 * All add-ons of a subscription stand in one shard, so that one step can put all of them in force. What was put aside is back in
 * line with its next change.
 */
function dueKeys(pk: string, facts: Indexed) {
  const dueAt: Instant | undefined = nextDue(facts);
  return { dueShard: dueAt && dueShard(hash(pk) % dueShards), dueAt, parked: undefined };
}

/** FNV-1a: spreads evenly, and is the same in every release. */
function hash(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}
