import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { SubscriptionIdOrReference } from '../../lib/contract/reference.ts';
import { AddonStatus, SubscriptionAddon } from '../../lib/contract/subscription.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'listAddons',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/addons',
  tag: apiTags.subscriptions,
  summary: 'List add-ons',
  description: 'Includes add-ons that have ended, in the order in which they were added.',
  scope: 'subscriptions:read',
  pathParameters: z.strictObject({ subscriptionId: SubscriptionIdOrReference }),
  query: z.strictObject({
    status: z
      .array(AddonStatus)
      .optional()
      .describe('Add-ons with this status. Repeat the parameter to allow several.'),
  }),
  success: {
    status: 200,
    schema: z.strictObject({ items: z.array(SubscriptionAddon).describe('All add-ons of the subscription.') }),
  },
  errors: ['subscription_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem', 'Query'] },
} as const satisfies Endpoint;
