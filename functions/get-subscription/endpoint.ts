import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { Subscription } from '../../lib/contract/subscription.ts';

export const endpoint = {
  operation: 'getSubscription',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}',
  summary: 'Read a subscription with its live add-ons',
  scope: 'subscriptions:read',
  pathParameters: z.strictObject({ subscriptionId: ResourceId }),
  query: z.strictObject({}),
  success: { status: 200, schema: Subscription },
  errors: ['subscription_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem', 'Query'] },
} as const satisfies Endpoint;
