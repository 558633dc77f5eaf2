import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { eventIdRef, feedEventRef, isExpired } from '../../lib/dynamodb/items/feed.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { toWebhookPath } from '../../lib/jobs/webhooks/change-webhooks.ts';
import { deliveryRef } from '../../lib/jobs/webhooks/delivery-item.ts';
import { createReplayMessage } from '../../lib/jobs/webhooks/delivery-message.ts';
import { webhookEndpointRef } from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { endpoint } from './endpoint.ts';

/*
 * A replay only sends messages: the first one of the next generation of a delivery. Two replays of the same state send equal messages,
 * and a worker takes one of them.
 */
export const replayWebhookEvents = defineOperation(endpoint, {
  reads: ({ path, body }, tenantId) => ({
    webhook: webhookEndpointRef(tenantId, path.endpointId),
    pointers: [...new Set(body.eventIds)].map(eventId => eventIdRef(tenantId, eventId)),
  }),

  followUpReads: ({ pointers }, { path }, tenantId) => ({
    events: pointers.map(({ number }) => feedEventRef(tenantId, number)),
    deliveries: pointers.map(({ number }) => deliveryRef({ tenantId, endpointId: path.endpointId, number })),
  }),

  decide({ webhook, events, deliveries }, { body }, { time }) {
    if (!webhook) return createBusinessError('webhook_endpoint_not_found');
    if (webhook.disabled) return createBusinessError('webhook_endpoint_disabled');
    const nowMs = Date.parse(time.now);
    const stored = events.filter(event => !isExpired(event, nowMs));
    const generations = new Map(deliveries.map(({ number, generation }) => [number, generation + 1]));
    const messages = stored.map(event =>
      createReplayMessage(webhook, event, generations.get(event.number) ?? 0, nowMs),
    );
    const replayed = stored.map(({ eventId }) => eventId);
    return {
      body: { replayed, notFound: [...new Set(body.eventIds)].filter(eventId => !replayed.includes(eventId)) },
      async perform({ queueDeliveries }) {
        if (messages.length > 0) await queueDeliveries(messages);
        return {};
      },
      audit: {
        action: 'webhook.replayed',
        resource: toWebhookPath(webhook),
        changes: { count: replayed.length },
      },
    };
  },
});
