import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { SubscriptionIdOrReference } from '../../lib/contract/reference.ts';
import { Subscription } from '../../lib/contract/subscription.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getSubscription',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}',
  tag: apiTags.subscriptions,
  summary: 'Get a subscription',
  description:
    'Includes the SIM card, the subscriber and the live add-ons. PUK, PIN and IMSI are not part of the response.',
  scope: 'subscriptions:read',
  pathParameters: z.strictObject({ subscriptionId: SubscriptionIdOrReference }),
  query: z.strictObject({}),
  success: { status: 200, schema: Subscription },
  errors: ['subscription_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem', 'Query'] },
} as const satisfies Endpoint;
