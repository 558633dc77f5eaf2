import * as z from 'zod';
import { toInstant } from '../../domain/calendar.ts';
import { createItemParser, type ItemRef } from '../../dynamodb/item.ts';
import type { WebhookDelivery } from './delivery.ts';

/** An event that an endpoint did not accept within the retry window. */
export interface DeadLetter {
  tenantId: string;
  endpointId: string;
  eventId: string;
  type: string;
  /** The event as it was sent in each attempt. */
  payload: string;
  attempts: number;
  /** The result of the last attempt: a status or the name of an error. */
  reason: string;
  diedAt: string;
  /** Epoch seconds, the format that TTL requires. */
  expiresAt: number;
}

const retentionMs = 30 * 24 * 3600 * 1000;

/** The common prefix of the sort keys of an endpoint's dead letters. */
export const toDeadLetterPrefix = (endpointId: string): string => `dead#${endpointId}#`;

const DeadLetterItem = z.object({
  tenantId: z.string(),
  endpointId: z.string(),
  eventId: z.string(),
  type: z.string(),
  payload: z.string(),
  attempts: z.number(),
  reason: z.string(),
  diedAt: z.string(),
  expiresAt: z.number(),
}) satisfies z.ZodType<DeadLetter>;

export const deadLetterRef = (tenantId: string, endpointId: string, eventId: string): ItemRef<DeadLetter> => ({
  table: 'webhooks',
  primaryKey: { tenantId, sk: toDeadLetterPrefix(endpointId) + eventId },
  parse: createItemParser(DeadLetterItem, 'webhooks'),
});

/** Creates the dead letter of a delivery. @param delivery - includes the last attempt in its count */
export function toDeadLetter(delivery: WebhookDelivery, reason: string, nowMs: number): DeadLetter {
  const { tenantId, endpointId, eventId, type, payload, attempts } = delivery;
  const expiresAt = Math.ceil((nowMs + retentionMs) / 1000);
  return { tenantId, endpointId, eventId, type, payload, attempts, reason, diedAt: toInstant(nowMs), expiresAt };
}

/** Creates a new delivery of a dead letter's event, with no attempts yet. */
export function toRepeatedDelivery(deadLetter: DeadLetter, nowMs: number): WebhookDelivery {
  const { tenantId, endpointId, eventId, type, payload } = deadLetter;
  return { tenantId, endpointId, eventId, type, payload, attempts: 0, dueAt: nowMs };
}
