import * as z from 'zod';
import { toInstant } from '../../domain/calendar.ts';
import { createItemParser, type ItemRef } from '../../dynamodb/item.ts';
import type { WebhookDelivery } from './delivery.ts';

/** An event that an endpoint did not take within the time for it. */
export interface DeadLetter {
  tenantId: string;
  endpointId: string;
  eventId: string;
  type: string;
  /** The event as it was sent each time. */
  payload: string;
  attempts: number;
  /** What came of the last attempt: a status, or the name of an error. */
  reason: string;
  diedAt: string;
  /** Epoch seconds, as TTL wants them. */
  expiresAt: number;
}

const retentionMs = 30 * 24 * 3600 * 1000;

/** What the sort keys of an endpoint's dead letters begin with. */
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

/** @param delivery - with its last attempt counted */
export function toDeadLetter(delivery: WebhookDelivery, reason: string, nowMs: number): DeadLetter {
  const { tenantId, endpointId, eventId, type, payload, attempts } = delivery;
  const expiresAt = Math.ceil((nowMs + retentionMs) / 1000);
  return { tenantId, endpointId, eventId, type, payload, attempts, reason, diedAt: toInstant(nowMs), expiresAt };
}

/** The same event on its way again, as if for the first time. */
export function toRepeatedDelivery(deadLetter: DeadLetter, nowMs: number): WebhookDelivery {
  const { tenantId, endpointId, eventId, type, payload } = deadLetter;
  return { tenantId, endpointId, eventId, type, payload, attempts: 0, dueAt: nowMs };
}
