import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createScheduleField, createTextSchema, ResourceId, textRule } from '../../lib/contract/field-types.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { SubscriptionIdOrReference } from '../../lib/contract/reference.ts';
import { Subscription } from '../../lib/contract/subscription.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'cancelAddon',
  method: 'POST',
  path: '/subscriptions/{subscriptionId}/addons/cancel',
  tag: apiTags.subscriptions,
  summary: 'Cancel an add-on',
  description:
    "Cancels the subscription's latest add-on of the product offering. With `scheduledAt`, the add-on ends on that day. Without " +
    '`scheduledAt`, the default of its product offering applies, with renewal dates counted from its start. An add-on with a ' +
    'limited validity can only be cancelled for a day before it expires. A license that is assigned to the subscription does not change. The response is the subscription; its `addons` ' +
    'include the cancelled add-on.',
  scope: 'subscriptions:write',
  pathParameters: z.strictObject({ subscriptionId: SubscriptionIdOrReference }),
  query: z.strictObject({}),
  body: z.strictObject({
    productOfferingId: ResourceId.describe('The product offering of the add-on.'),
    scheduledAt: createScheduleField(
      'The day of the end. The date of today ends it at once. If absent, the default of the product offering applies.',
    ),
    reason: createTextSchema(1, 500)
      .optional()
      .describe(`The reason of the cancellation. It is stored with the add-on. ${textRule}`),
    metadata: Metadata.optional().describe('Your own data. It is merged into the metadata of the add-on.'),
  }),
  success: { status: 200, schema: Subscription, description: 'Cancelled or scheduled.' },
  errors: ['subscription_not_found', 'addon_not_found', 'addon_already_cancelled', 'addon_expiring'],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'Query', 'UpdateItem'],
  },
} as const satisfies Endpoint;
