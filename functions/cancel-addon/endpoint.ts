import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createTextSchema, ResourceId, ScheduledDate } from '../../lib/contract/field-types.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { Subscription } from '../../lib/contract/subscription.ts';

export const endpoint = {
  operation: 'cancelAddon',
  method: 'POST',
  path: '/subscriptions/{subscriptionId}/addons/cancel',
  summary: "Cancel an add-on of a subscription, now, on a date, or by its offering's default schedule",
  scope: 'subscriptions:write',
  pathParameters: z.strictObject({ subscriptionId: ResourceId }),
  query: z.strictObject({}),
  body: z.strictObject({
    productOfferingId: ResourceId.meta({
      description: 'The add-on product offering to cancel.',
      example: 'addon-offering-456',
    }),
    scheduledAt: ScheduledDate.optional().describe('The day of the end; today: now; absent: the default schedule.'),
    reason: createTextSchema(1, 500)
      .optional()
      .meta({ description: 'Kept on the add-on.', example: 'No longer needed' }),
    metadata: Metadata.optional().describe("Merged into the add-on's."),
  }),
  success: { status: 200, schema: Subscription },
  errors: ['subscription_not_found', 'addon_not_found', 'addon_already_cancelled'],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'Query', 'UpdateItem'],
  },
} as const satisfies Endpoint;
