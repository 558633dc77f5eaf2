import { toInstant } from '../../domain/calendar.ts';
import type { WebhookMessage } from './signature.ts';
import type { WebhookEndpoint } from './webhook-endpoint.ts';

/** Creates a test message: an event envelope with its own type, without a change. */
export function createTestMessage(
  { endpointId }: Pick<WebhookEndpoint, 'endpointId'>,
  eventId: string,
  nowMs: number,
): WebhookMessage {
  const event = {
    ...{ eventId, type: 'webhook.test', occurredAt: toInstant(nowMs), sequence: 1, request: null },
    data: { endpointId },
  };
  return { eventId, payload: JSON.stringify(event) };
}
