import { hourMs } from '../../lib/domain/calendar.ts';
import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { buildWebhookUpdate, toWebhookPath, viewWebhook } from '../../lib/jobs/webhooks/change-webhooks.ts';
import { confirmSecret } from '../../lib/jobs/webhooks/endpoint-secrets.ts';
import { webhookEndpointRef } from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { endpoint } from './endpoint.ts';

export const confirmWebhookSecret = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ webhook: webhookEndpointRef(tenantId, path.endpointId) }),

  decide({ webhook }, { body: { newSecretId, overlapHours } }, { time }) {
    if (!webhook) return createBusinessError('webhook_endpoint_not_found');
    const secrets = confirmSecret(webhook.secrets, newSecretId, overlapHours * hourMs, Date.parse(time.now));
    if (!secrets) return createBusinessError('rotation_in_progress');
    return {
      body: viewWebhook({ ...webhook, secrets }, time.now),
      writes: [buildWebhookUpdate(webhook, { secrets })],
      audit: {
        action: 'webhook.rotation-confirmed',
        resource: toWebhookPath(webhook),
        changes: { newSecretId, overlapHours },
      },
    };
  },
});
