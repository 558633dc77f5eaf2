import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { SubscriptionIdOrReference } from '../../lib/contract/reference.ts';
import { Subscription } from '../../lib/contract/subscription.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'undoAddonCancellation',
  method: 'POST',
  path: '/subscriptions/{subscriptionId}/addons/cancel/undo',
  tag: apiTags.subscriptions,
  summary: 'Undo the cancellation of an add-on',
  description:
    "Reverts the cancellation of the subscription's latest add-on of the product offering, and removes its reason. A start that " +
    'was hidden by the end takes effect again. An expiry stays. An end that has already taken effect cannot be undone.',
  scope: 'subscriptions:write',
  pathParameters: z.strictObject({ subscriptionId: SubscriptionIdOrReference }),
  query: z.strictObject({}),
  body: z.strictObject({
    productOfferingId: ResourceId.describe('The product offering of the add-on.'),
    metadata: Metadata.optional().describe('Your own data. It is merged into the metadata of the add-on.'),
  }),
  success: { status: 200, schema: Subscription, description: 'The cancellation was undone.' },
  errors: ['subscription_not_found', 'addon_not_found', 'addon_already_cancelled', 'nothing_scheduled'],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'Query', 'UpdateItem'],
  },
} as const satisfies Endpoint;
