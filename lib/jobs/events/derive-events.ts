import type { ChangeRequest } from '../../contract/change-request.ts';
import type { TenantEvent } from '../../contract/event.ts';
import type { Instant } from '../../contract/field-types.ts';
import { subscriptionRef } from '../../dynamodb/items/subscription.ts';
import { type ItemChange, isVersionChange, parseItemTenantId } from '../../dynamodb/stream-record.ts';
import { deriveLicenseEvents } from './license.ts';
import { deriveOrderEvent } from './order.ts';
import { readVersionStep } from './read-version-step.ts';

/** A change of a subscription. A subscription consists of several items, so its event is built from a read, not from the record. */
export interface SubscriptionChange {
  tenantId: string;
  subscriptionId: string;
  version: number;
  /** The time of the change. Absent if an earlier release of the job made it. */
  changedAt?: Instant;
  /** The request that made the change. Absent if a job or an import made it. */
  request?: ChangeRequest;
}

/** The events of a change, or the change of a subscription whose event requires a read. */
export interface DerivedEvents {
  events: TenantEvent[];
  subscriptionChange?: SubscriptionChange;
  /** The idempotency key of the request that made the change. */
  idempotencyKey?: string | undefined;
}

const noEvents: DerivedEvents = { events: [] };

/**
 * Derives the events of a change of one item. Add-ons have no events of their own, because each of their changes also changes the
 * version of their subscription. Items that only Seamless OS owns have no events.
 *
 * @throws CorruptItemError
 */
export function deriveEvents(change: ItemChange): DerivedEvents {
  const { before, after } = change;
  if (!after || !isVersionChange(change)) return noEvents;
  const step = readVersionStep(after);
  const idempotencyKey = step?.idempotencyKey;
  if (after.sk === 'license') return { events: deriveLicenseEvents(before, after), idempotencyKey };
  if (after.sk === 'order') return { events: [deriveOrderEvent(after)], idempotencyKey };
  if (after.sk !== 'subscription') return noEvents;
  const tenantId = parseItemTenantId(after);
  const { subscriptionId, version, changedAt } = subscriptionRef(tenantId, '').parse(after);
  const isAppliedByJob = before?.changedAt === changedAt;
  const subscriptionChange = {
    ...{ tenantId, subscriptionId, version },
    ...(step ? { changedAt: step.at } : !isAppliedByJob && { changedAt }),
    ...(step?.request && { request: step.request }),
  };
  return { events: [], subscriptionChange, idempotencyKey };
}
