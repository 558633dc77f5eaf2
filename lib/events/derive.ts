import type { TenantEvent } from '../schemas/event.ts';
import { subscriptionRef } from '../store/entity.ts';
import { type ItemChange, isStep, tenantOf } from '../store/item-change.ts';
import { licenseEvents } from './license-events.ts';

/** A step of a subscription: what is told of it is read when it is told, for it stands in several items. */
export interface SubscriptionStep {
  tenantId: string;
  subscriptionId: string;
  version: number;
}

/** What a change tells others: events, or a step of a subscription. */
export interface Told {
  events: TenantEvent[];
  step?: SubscriptionStep;
}

const nothing: Told = { events: [] };

/**
 * What others hear of a change. Add-ons are told by the head of their subscription, which every change of one steps; what only
 * Seamless OS owns is told by nobody.
 *
 * @throws CorruptItem
 */
export function tell(change: ItemChange): Told {
  const { before, after } = change;
  if (!after || !isStep(change)) return nothing;
  if (after.sk === 'license') return { events: licenseEvents(before, after) };
  if (after.sk !== 'subscription') return nothing;
  const tenantId = tenantOf(after);
  const { subscriptionId, version } = subscriptionRef(tenantId, '').parse(after);
  return { events: [], step: { tenantId, subscriptionId, version } };
}
