import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { createPageParameters } from '../../lib/contract/pagination.ts';
import { portalTags } from '../../lib/contract/tags.ts';
import { WebhookDeliveryPage, WebhookEndpointId } from '../../lib/contract/webhook.ts';

export const endpoint = {
  operation: 'listWebhookDeliveries',
  auth: 'portal',
  method: 'GET',
  path: '/portal/webhooks/{endpointId}/deliveries',
  tag: portalTags.webhooks,
  summary: 'List the deliveries of a webhook endpoint',
  description: 'The deliveries of the last 30 days with all their attempts, newest first.',
  scope: 'webhooks:read',
  pathParameters: z.strictObject({ endpointId: WebhookEndpointId }),
  query: z.strictObject({
    state: z
      .array(z.enum(['WAITING', 'DEAD']))
      .max(1)
      .transform(([state]) => state)
      .optional()
      .describe('Deliveries in this state, oldest first: those that wait for the next attempt, or dead letters.'),
    ...createPageParameters(100),
  }),
  success: { status: 200, schema: WebhookDeliveryPage },
  errors: ['webhook_endpoint_not_found'],
  access: { connect: ['BatchGetItem'], webhooks: ['BatchGetItem'], activity: ['BatchGetItem', 'Query'] },
  indexes: ['byState'],
} as const satisfies PortalEndpoint;
