import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { isAccepted } from '../../lib/jobs/webhooks/endpoint-health.ts';
import { buildSignedHeaders } from '../../lib/jobs/webhooks/signature.ts';
import { createTestMessage } from '../../lib/jobs/webhooks/test-message.ts';
import { webhookEndpointRef } from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { endpoint } from './endpoint.ts';

export const testWebhook = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ webhook: webhookEndpointRef(tenantId, path.endpointId) }),

  decide({ webhook }, _, { time, newResourceId: eventId }) {
    if (!webhook) return createBusinessError('webhook_endpoint_not_found');
    const nowMs = Date.parse(time.now);
    const message = createTestMessage(webhook, eventId, nowMs);
    return {
      body: { eventId },
      async perform({ postMessage }) {
        const result = await postMessage(webhook.url, buildSignedHeaders(webhook, message, nowMs), message.payload);
        if ('error' in result) return { accepted: false, error: result.error };
        return { accepted: isAccepted(result), status: result.status, body: result.body };
      },
    };
  },
});
