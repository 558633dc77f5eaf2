import * as z from 'zod';
import { TenantId } from '../../contract/field-types.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';

/** A pending delivery of an event to an endpoint. It contains everything that the next attempt needs, so that nothing depends on the counters of a queue. */
export const WebhookDelivery = z.object({
  tenantId: TenantId,
  endpointId: z.string(),
  eventId: z.string(),
  type: z.string(),
  /** The event as JSON. Every attempt sends the same bytes. */
  payload: z.string(),
  /** The number of attempts so far. */
  attempts: z.int().min(0),
  /** The time of the first attempt in epoch milliseconds. */
  firstAt: z.number().optional(),
  /** The earliest time of the next attempt in epoch milliseconds. */
  dueAt: z.number(),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** The fields of an event that a delivery needs. All other fields are passed on, including those of later releases. */
export const AnyTenantEvent = z.looseObject({ tenantId: TenantId, eventId: z.uuid(), type: z.string() });
export type AnyTenantEvent = z.infer<typeof AnyTenantEvent>;

/** Creates a delivery of an event to each endpoint of its tenant. The payload does not contain the tenant id. */
export function createDeliveries(
  event: AnyTenantEvent,
  endpoints: WebhookEndpoint[],
  nowMs: number,
): WebhookDelivery[] {
  const { tenantId, ...publicEvent } = event;
  const payload = JSON.stringify(publicEvent);
  const { eventId, type } = event;
  return endpoints.map(({ endpointId }) => ({
    tenantId,
    endpointId,
    eventId,
    type,
    payload,
    attempts: 0,
    dueAt: nowMs,
  }));
}
