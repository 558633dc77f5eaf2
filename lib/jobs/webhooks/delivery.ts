import * as z from 'zod';
import { TenantId } from '../../contract/field-types.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';

/** One event on its way to one endpoint: all that the next attempt needs, so that nothing rests on what a queue counts. */
export const WebhookDelivery = z.object({
  tenantId: TenantId,
  endpointId: z.string(),
  eventId: z.string(),
  type: z.string(),
  /** The event as JSON: the same bytes every time. */
  payload: z.string(),
  /** Those that were made. */
  attempts: z.int().min(0),
  /** Of the first attempt, epoch milliseconds. */
  firstAt: z.number().optional(),
  /** Not before this, epoch milliseconds. */
  dueAt: z.number(),
});
export type WebhookDelivery = z.infer<typeof WebhookDelivery>;

/** What must be known of an event to deliver it. The rest is passed on, also what only a later release knows. */
export const AnyTenantEvent = z.looseObject({ tenantId: TenantId, eventId: z.uuid(), type: z.string() });
export type AnyTenantEvent = z.infer<typeof AnyTenantEvent>;

/** An event on its way to each of the tenant's endpoints, which hear nothing of tenants. */
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
