import type { TenantEvent } from '../../contract/event.ts';
import { subscriptionRef } from '../../dynamodb/items/subscription.ts';
import { type ItemChange, isVersionChange, parseItemTenantId } from '../../dynamodb/stream-record.ts';
import { deriveLicenseEvents } from './license.ts';

/** A step of a subscription: what is told of it is read when it is told, for it stands in several items. */
export interface SubscriptionChange {
  tenantId: string;
  subscriptionId: string;
  version: number;
}

/** What a change tells others: events, or a step of a subscription. */
export interface DerivedEvents {
  events: TenantEvent[];
  subscriptionChange?: SubscriptionChange;
}

const noEvents: DerivedEvents = { events: [] };

/**
 * What others hear of a change. Add-ons are told by the head of their subscription, which every change of one steps; what only
 * Seamless OS owns is told by nobody.
 *
 * @throws CorruptItem
 */
export function deriveEvents(change: ItemChange): DerivedEvents {
  const { before, after } = change;
  if (!after || !isVersionChange(change)) return noEvents;
  if (after.sk === 'license') return { events: deriveLicenseEvents(before, after) };
  if (after.sk !== 'subscription') return noEvents;
  const tenantId = parseItemTenantId(after);
  const { subscriptionId, version } = subscriptionRef(tenantId, '').parse(after);
  return { events: [], subscriptionChange: { tenantId, subscriptionId, version } };
}
