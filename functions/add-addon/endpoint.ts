import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createScheduleField, ResourceId } from '../../lib/contract/field-types.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { SubscriptionIdOrReference } from '../../lib/contract/reference.ts';
import { SubscriptionAddon } from '../../lib/contract/subscription.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'addAddon',
  method: 'POST',
  path: '/subscriptions/{subscriptionId}/addons',
  tag: apiTags.subscriptions,
  summary: 'Add an add-on',
  description:
    'The agreed terms are copied to the add-on and do not change later. A subscription has at most one live add-on of a product ' +
    'offering and at most 20 live add-ons. If the product offering has `validityDays`, the add-on expires at the start of the day ' +
    'that is this number of days after its start. An add-on has no ' +
    'path of its own, so `Location` is the list of the add-ons of the subscription.',
  scope: 'subscriptions:write',
  pathParameters: z.strictObject({ subscriptionId: SubscriptionIdOrReference }),
  query: z.strictObject({}),
  body: z.strictObject({
    productOfferingId: ResourceId.describe('The add-on product offering.'),
    scheduledAt: createScheduleField(
      'The day of the start. The add-on is active at once if this is the date of today or absent.',
    ),
    metadata: Metadata.optional().describe('Your own data.'),
  }),
  success: { status: 201, schema: SubscriptionAddon },
  errors: [
    'subscription_not_found',
    'product_offering_not_found',
    'subscription_already_cancelled',
    'subscription_blocked',
    'product_offering_not_available',
    'addon_not_offered',
    'addon_exists',
    'addon_limit_reached',
  ],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
  },
} as const satisfies Endpoint;
