import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { portalTags } from '../../lib/contract/tags.ts';
import { PortalWebhook, WebhookEndpointId, WebhookSecretId } from '../../lib/contract/webhook.ts';

export const endpoint = {
  operation: 'confirmWebhookSecret',
  auth: 'portal',
  method: 'POST',
  path: '/portal/webhooks/{endpointId}/rotate-secret/confirm',
  tag: portalTags.webhooks,
  summary: 'Confirm the rotation of the secret of a webhook endpoint',
  description:
    'Send this once the new secret was shown and stored. The old one also signs until the overlap ends. To confirm again can end the overlap earlier, and never later.',
  scope: 'webhooks:write',
  pathParameters: z.strictObject({ endpointId: WebhookEndpointId }),
  query: z.strictObject({}),
  body: z.strictObject({
    newSecretId: WebhookSecretId,
    overlapHours: z
      .int()
      .min(0)
      .max(87_600)
      .describe('The number of hours during which both secrets sign. 0 ends the old one now.'),
  }),
  success: { status: 200, schema: PortalWebhook },
  errors: ['webhook_endpoint_not_found', 'rotation_in_progress'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    webhooks: ['BatchGetItem', 'UpdateItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
