import { createBusinessError, createInvalidRequest } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { buildWebhookUpdate, toWebhookPath, viewWebhook } from '../../lib/jobs/webhooks/change-webhooks.ts';
import { webhookEndpointRef } from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { endpoint } from './endpoint.ts';

export const updateWebhook = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ webhook: webhookEndpointRef(tenantId, path.endpointId) }),

  decide({ webhook }, { body: { name, eventTypes, allEventTypes, enabled } }, { time }) {
    if (!webhook) return createBusinessError('webhook_endpoint_not_found');
    if (allEventTypes && eventTypes)
      return createInvalidRequest('allEventTypes', 'cannot be sent together with eventTypes', 'Send only one of them.');
    const isChangedState = enabled !== undefined && enabled === (webhook.disabled !== undefined);
    const changes = {
      ...(name !== undefined && name !== webhook.name && { name }),
      ...(eventTypes && String(eventTypes) !== String(webhook.eventTypes) && { eventTypes: [...new Set(eventTypes)] }),
      ...(allEventTypes && webhook.eventTypes && { eventTypes: undefined }),
      ...(isChangedState && { disabled: enabled ? undefined : ({ at: time.now, reason: 'requested' } as const) }),
    };
    const body = viewWebhook({ ...webhook, ...changes }, time.now);
    if (Object.keys(changes).length === 0) return { body };
    return {
      body,
      writes: [buildWebhookUpdate(webhook, changes)],
      audit: {
        action: 'webhook.updated',
        resource: toWebhookPath(webhook),
        changes: { name, eventTypes, allEventTypes, enabled },
      },
    };
  },
});
