import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { portalTags } from '../../lib/contract/tags.ts';
import { WebhookEndpointId } from '../../lib/contract/webhook.ts';

const ReplayResult = z
  .strictObject({
    replayed: z.array(z.uuid()).describe('The events that are sent again.'),
    notFound: z.array(z.uuid()).describe('The events that are not stored.'),
  })
  .meta({ id: 'WebhookReplay', description: 'The events that are sent again.' });

export const endpoint = {
  operation: 'replayWebhookEvents',
  auth: 'portal',
  method: 'POST',
  path: '/portal/webhooks/{endpointId}/replay',
  tag: portalTags.webhooks,
  summary: 'Send events to a webhook endpoint again',
  description:
    'Sends the events again, whatever became of their deliveries, each with a new retry window of 24 hours. Two equal requests at the same time send them once. Events that are no longer stored are left out.',
  scope: 'webhooks:write',
  sendsTo: ['webhookQueue'],
  pathParameters: z.strictObject({ endpointId: WebhookEndpointId }),
  query: z.strictObject({}),
  body: z.strictObject({
    eventIds: z.array(z.uuid()).min(1).max(100).describe('The IDs of the events.'),
  }),
  success: { status: 200, schema: ReplayResult },
  errors: ['webhook_endpoint_not_found', 'webhook_endpoint_disabled'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    webhooks: ['BatchGetItem'],
    activity: ['BatchGetItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
