import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { portalTags } from '../../lib/contract/tags.ts';
import { NewWebhookSecret, WebhookEventTypes, WebhookName, WebhookUrl } from '../../lib/contract/webhook.ts';

export const endpoint = {
  operation: 'addWebhook',
  auth: 'portal',
  method: 'POST',
  path: '/portal/webhooks',
  tag: portalTags.webhooks,
  summary: 'Add a webhook endpoint',
  description:
    'The endpoint gets the events that are published from now on. A tenant has at most ten endpoints, and one per URL. The secret that signs its messages is in the field `secret` of the first response only: if it was lost, rotate it.',
  scope: 'webhooks:write',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  body: z.strictObject({
    url: WebhookUrl,
    name: WebhookName.optional(),
    eventTypes: WebhookEventTypes.optional(),
  }),
  success: { status: 200, schema: NewWebhookSecret },
  errors: ['webhook_endpoint_exists', 'too_many_webhook_endpoints'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    webhooks: ['BatchGetItem', 'PutItem', 'UpdateItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
