import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { portalTags } from '../../lib/contract/tags.ts';
import { NewWebhookSecret, WebhookEndpointId } from '../../lib/contract/webhook.ts';

export const endpoint = {
  operation: 'rotateWebhookSecret',
  auth: 'portal',
  method: 'POST',
  path: '/portal/webhooks/{endpointId}/rotate-secret',
  tag: portalTags.webhooks,
  summary: 'Begin the rotation of the secret of a webhook endpoint',
  description:
    'Adds a secret, which signs at once beside the current one. Nothing expires until the rotation is confirmed. Another rotation before the confirmation replaces this one. While two confirmed secrets are in effect, a third is not possible.',
  scope: 'webhooks:write',
  pathParameters: z.strictObject({ endpointId: WebhookEndpointId }),
  query: z.strictObject({}),
  body: z.strictObject({}),
  success: { status: 200, schema: NewWebhookSecret },
  errors: ['webhook_endpoint_not_found', 'rotation_in_progress'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    webhooks: ['BatchGetItem', 'UpdateItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
