import type { TenantEvent } from '../../contract/event.ts';
import { toMessageJson } from '../../contract/json.ts';
import type { FeedEvent, UnnumberedEvent } from '../../dynamodb/items/feed.ts';
import type { BusEntry } from './event-bus.ts';
import { maxEventBytes, measureEventBytes, truncateEvent } from './truncate-event.ts';

/** Error for an event that can never be published: it is too large, or the bus will never accept it. */
export class EventRejected extends Error {
  override name = 'EventRejected';
}

/**
 * Converts an event to the bytes that are published, without its tenant.
 *
 * @param idempotencyKey - that of the request that made the change. It is stored, and never published
 * @throws EventRejected
 */
export function toUnnumberedEvent(event: TenantEvent, idempotencyKey?: string): UnnumberedEvent {
  const truncated = truncateEvent(event);
  const { tenantId: _, ...publicEvent } = truncated;
  const { eventId, type } = event;
  if (measureEventBytes(truncated) > maxEventBytes)
    throw new EventRejected(`The event ${eventId} has more than ${maxEventBytes} bytes.`);
  const request = event.request ? { requestId: event.request.id, idempotencyKey } : undefined;
  return { eventId, type, resourceId: findResourceId(event), json: toMessageJson(publicEvent), request };
}

function findResourceId({ data }: TenantEvent): string {
  if ('orderId' in data) return data.orderId;
  return 'licenseId' in data ? data.licenseId : data.subscriptionId;
}

/** Builds the entry of the bus: the published bytes, preceded by the tenant and the number of the event in its feed. */
export const toBusEntry = (tenantId: string, { type, number, json }: FeedEvent): BusEntry => ({
  type,
  detail: `{"tenantId":${JSON.stringify(tenantId)},"number":${number},${json.slice(1)}`,
});
