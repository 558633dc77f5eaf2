import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { portalTags } from '../../lib/contract/tags.ts';
import { WebhookWithHealth } from '../../lib/contract/webhook.ts';

export const endpoint = {
  operation: 'listWebhooks',
  auth: 'portal',
  method: 'GET',
  path: '/portal/webhooks',
  tag: portalTags.webhooks,
  summary: 'List the webhook endpoints',
  description: 'All webhook endpoints of the tenant, oldest first, with the numbers of their deliveries.',
  scope: 'webhooks:read',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  success: { status: 200, schema: z.strictObject({ items: z.array(WebhookWithHealth).describe('The endpoints.') }) },
  errors: [],
  access: { connect: ['BatchGetItem'], webhooks: ['Query'], activity: ['Query'] },
  indexes: ['byState'],
} as const satisfies PortalEndpoint;
