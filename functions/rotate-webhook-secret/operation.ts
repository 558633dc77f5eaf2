import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { buildWebhookUpdate, toWebhookPath, viewWebhook } from '../../lib/jobs/webhooks/change-webhooks.ts';
import { addSecret, toSecretId } from '../../lib/jobs/webhooks/endpoint-secrets.ts';
import { generateWebhookSecret } from '../../lib/jobs/webhooks/signature.ts';
import { webhookEndpointRef } from '../../lib/jobs/webhooks/webhook-endpoint.ts';
import { endpoint } from './endpoint.ts';

export const rotateWebhookSecret = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ webhook: webhookEndpointRef(tenantId, path.endpointId) }),

  decide({ webhook }, _, { time, createSecretBytes }) {
    if (!webhook) return createBusinessError('webhook_endpoint_not_found');
    const secret = generateWebhookSecret(createSecretBytes());
    const secrets = addSecret(webhook.secrets, secret, Date.parse(time.now));
    if (!secrets) return createBusinessError('rotation_in_progress');
    const newSecretId = toSecretId(secret);
    return {
      body: { webhook: viewWebhook({ ...webhook, secrets }, time.now), secretId: newSecretId },
      secret,
      writes: [buildWebhookUpdate(webhook, { secrets })],
      audit: { action: 'webhook.secret-rotated', resource: toWebhookPath(webhook), changes: { newSecretId } },
    };
  },
});
