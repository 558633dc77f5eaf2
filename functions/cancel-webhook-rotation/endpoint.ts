import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { portalTags } from '../../lib/contract/tags.ts';
import { PortalWebhook, WebhookEndpointId, WebhookSecretId } from '../../lib/contract/webhook.ts';

export const endpoint = {
  operation: 'cancelWebhookRotation',
  auth: 'portal',
  method: 'POST',
  path: '/portal/webhooks/{endpointId}/rotate-secret/cancel',
  tag: portalTags.webhooks,
  summary: 'Cancel the rotation of the secret of a webhook endpoint',
  description: 'Removes the new secret, for example because it was not stored. The old one stays as it is.',
  scope: 'webhooks:write',
  pathParameters: z.strictObject({ endpointId: WebhookEndpointId }),
  query: z.strictObject({}),
  body: z.strictObject({ newSecretId: WebhookSecretId }),
  success: { status: 200, schema: PortalWebhook },
  errors: ['webhook_endpoint_not_found', 'rotation_in_progress'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    webhooks: ['BatchGetItem', 'UpdateItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
