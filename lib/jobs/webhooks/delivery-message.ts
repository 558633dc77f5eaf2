import * as z from 'zod';
import { TenantId } from '../../contract/field-types.ts';
import type { FeedEvent } from '../../dynamodb/items/feed.ts';
import { acceptsEvent, type WebhookEndpoint } from './webhook-endpoint.ts';

/** A message of the webhook queue: the next attempt of a delivery of an event to an endpoint. */
export const DeliveryMessage = z.object({
  tenantId: TenantId,
  endpointId: z.string(),
  eventId: z.string(),
  /** The number of the event in the feed of its tenant. */
  number: z.int().min(1),
  type: z.string(),
  /** 0 for the first delivery. Each replay starts the next generation. */
  generation: z.int().min(0),
  /** The number of attempts of this generation before this one. */
  attempt: z.int().min(0),
  /** The time of the first message of this generation in epoch milliseconds. */
  firstAt: z.number(),
  /** The earliest time of the attempt in epoch milliseconds. */
  dueAt: z.number(),
  /** The time at which the queue hands over the message, if it must pass through the queue again before it is due. */
  wakeAt: z.number().optional(),
});
export type DeliveryMessage = z.infer<typeof DeliveryMessage>;

/** Creates the first message of a delivery for each endpoint that accepts an event. A disabled endpoint gets none. */
export const createFirstMessages = (
  tenantId: string,
  { eventId, number, type }: FeedEvent,
  endpoints: WebhookEndpoint[],
  nowMs: number,
): DeliveryMessage[] =>
  endpoints
    .filter(endpoint => acceptsEvent(endpoint, type))
    .map(({ endpointId }) => ({
      ...{ tenantId, endpointId, eventId, number, type },
      ...{ generation: 0, attempt: 0, firstAt: nowMs, dueAt: nowMs },
    }));

/** Creates the first message of a new generation of a delivery. */
export const createReplayMessage = (
  { tenantId, endpointId }: Pick<DeliveryMessage, 'tenantId' | 'endpointId'>,
  { eventId, number, type }: Pick<DeliveryMessage, 'eventId' | 'number' | 'type'>,
  generation: number,
  nowMs: number,
): DeliveryMessage => ({
  ...{ tenantId, endpointId, eventId, number, type, generation, attempt: 0, firstAt: nowMs, dueAt: nowMs },
});
