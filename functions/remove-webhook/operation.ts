import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { buildWebhookRemoval, toWebhookPath, viewWebhook } from '../../lib/jobs/webhooks/change-webhooks.ts';
import { endpointDirectoryRef } from '../../lib/jobs/webhooks/endpoint-directory.ts';
import { webhookEndpointRef } from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { endpoint } from './endpoint.ts';

export const removeWebhook = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({
    webhook: webhookEndpointRef(tenantId, path.endpointId),
    directory: endpointDirectoryRef(tenantId),
  }),

  decide({ webhook, directory }, _, { time }) {
    if (!webhook) return createBusinessError('webhook_endpoint_not_found');
    return {
      body: viewWebhook(webhook, time.now),
      writes: buildWebhookRemoval(webhook, directory),
      audit: { action: 'webhook.removed', resource: toWebhookPath(webhook), changes: { url: webhook.url } },
    };
  },
});
