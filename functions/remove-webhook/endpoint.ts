import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { portalTags } from '../../lib/contract/tags.ts';
import { PortalWebhook, WebhookEndpointId } from '../../lib/contract/webhook.ts';

export const endpoint = {
  operation: 'removeWebhook',
  auth: 'portal',
  method: 'POST',
  path: '/portal/webhooks/{endpointId}/remove',
  tag: portalTags.webhooks,
  summary: 'Remove a webhook endpoint',
  description: 'Its pending deliveries are dropped.',
  scope: 'webhooks:write',
  pathParameters: z.strictObject({ endpointId: WebhookEndpointId }),
  query: z.strictObject({}),
  body: z.strictObject({}),
  success: { status: 200, schema: PortalWebhook, description: 'The removed endpoint.' },
  errors: ['webhook_endpoint_not_found'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    webhooks: ['BatchGetItem', 'UpdateItem', 'DeleteItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
