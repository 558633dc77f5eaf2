import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { SubscriptionPorting } from '../../lib/contract/porting.ts';
import { SubscriptionIdOrReference } from '../../lib/contract/reference.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getInPorting',
  method: 'GET',
  path: '/subscriptions/{subscriptionId}/in-porting',
  tag: apiTags.subscriptions,
  summary: 'Get a porting',
  description:
    'Returns what the other operator requires, such as the holder of the number and the passcode. These details are removed 90 days ' +
    'after the porting ended. Each call is recorded in the audit log before the response.',
  scope: 'porting:read',
  isSensitive: true,
  pathParameters: z.strictObject({ subscriptionId: SubscriptionIdOrReference }),
  query: z.strictObject({}),
  success: { status: 200, schema: SubscriptionPorting },
  errors: ['subscription_not_found', 'porting_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'], secrets: ['BatchGetItem'], audit: ['PutItem'] },
} as const satisfies Endpoint;
