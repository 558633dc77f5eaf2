import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { portalTags } from '../../lib/contract/tags.ts';
import { PortalWebhook, WebhookEndpointId, WebhookEventTypes, WebhookName } from '../../lib/contract/webhook.ts';

export const endpoint = {
  operation: 'updateWebhook',
  auth: 'portal',
  method: 'PUT',
  path: '/portal/webhooks/{endpointId}',
  tag: portalTags.webhooks,
  summary: 'Change a webhook endpoint',
  description:
    'Changes the name or the types of events, or disables or enables the endpoint. Events that are published while it is disabled are not queued for it, and deliveries that wait end as dead letters. To enable it sends nothing: replay what you need.',
  scope: 'webhooks:write',
  pathParameters: z.strictObject({ endpointId: WebhookEndpointId }),
  query: z.strictObject({}),
  body: z.strictObject({
    name: WebhookName.optional(),
    eventTypes: WebhookEventTypes.optional(),
    allEventTypes: z.literal(true).optional().describe('Send it events of all types. Not together with `eventTypes`.'),
    enabled: z.boolean().optional().describe('Whether it gets events.'),
  }),
  success: { status: 200, schema: PortalWebhook },
  errors: ['webhook_endpoint_not_found'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    webhooks: ['BatchGetItem', 'UpdateItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
