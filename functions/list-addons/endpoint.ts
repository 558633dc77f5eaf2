import * as z from 'zod';
import type { Endpoint } from '../../lib/schemas/endpoint.ts';
import { Id } from '../../lib/schemas/primitive.ts';
import { AddonStatus, SubscriptionAddon } from '../../lib/schemas/subscription.ts';

export const endpoint = {
  operation: 'listAddons',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/addons',
  summary: 'List the add-ons of a subscription, ended ones included',
  scope: 'subscriptions:read',
  pathParameters: z.strictObject({ subscriptionId: Id }),
  query: z.strictObject({ status: z.array(AddonStatus).optional().describe('Repeated: any of them.') }),
  success: { status: 200, schema: z.strictObject({ items: z.array(SubscriptionAddon) }) },
  errors: ['subscription_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem', 'Query'] },
} as const satisfies Endpoint;
