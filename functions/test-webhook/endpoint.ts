import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { portalTags } from '../../lib/contract/tags.ts';
import { WebhookEndpointId } from '../../lib/contract/webhook.ts';

const TestResult = z
  .strictObject({
    eventId: z.uuid().describe('The ID of the test event.'),
    accepted: z.boolean().describe('Whether the endpoint accepted it with a 2xx status.'),
    status: z.int().optional().describe('The status of the response. Absent if there was none.'),
    error: z.string().optional().describe('The name of the error. Absent if there was a response.'),
    body: z.string().optional().describe('The beginning of the body of the response.'),
  })
  .meta({ id: 'WebhookTestResult', description: 'The response of a webhook endpoint to a test event.' });

export const endpoint = {
  operation: 'testWebhook',
  auth: 'portal',
  method: 'POST',
  path: '/portal/webhooks/{endpointId}/test',
  tag: portalTags.webhooks,
  summary: 'Send a test event to a webhook endpoint',
  description:
    'Sends one signed event of the type `webhook.test` and returns how the endpoint responded within 5 seconds. It works for a disabled endpoint too, and changes nothing.',
  scope: 'webhooks:write',
  pathParameters: z.strictObject({ endpointId: WebhookEndpointId }),
  query: z.strictObject({}),
  body: z.strictObject({}),
  success: { status: 200, schema: TestResult },
  errors: ['webhook_endpoint_not_found'],
  access: { connect: ['BatchGetItem'], idempotency: ['BatchGetItem', 'PutItem'], webhooks: ['BatchGetItem'] },
} as const satisfies PortalEndpoint;
