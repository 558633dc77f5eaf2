import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { AddonStatus, SubscriptionAddon } from '../../lib/contract/subscription.ts';

export const endpoint = {
  operation: 'listAddons',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/addons',
  summary: 'List the add-ons of a subscription, ended ones included',
  scope: 'subscriptions:read',
  pathParameters: z.strictObject({ subscriptionId: ResourceId }),
  query: z.strictObject({ status: z.array(AddonStatus).optional().describe('Repeated: any of them.') }),
  success: { status: 200, schema: z.strictObject({ items: z.array(SubscriptionAddon) }) },
  errors: ['subscription_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem', 'Query'] },
} as const satisfies Endpoint;
