import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { Order } from '../../lib/contract/order.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getOrder',
  method: 'GET',
  path: '/orders/{orderId}',
  tag: apiTags.orders,
  summary: 'Get an order',
  description: 'The state is that of the time of the request: a `PENDING` order is `EXPIRED` from `expiresAt` on.',
  scope: 'orders:read',
  pathParameters: z.strictObject({ orderId: ResourceId.describe('The ID of the order.') }),
  query: z.strictObject({}),
  success: { status: 200, schema: Order },
  errors: ['order_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
} as const satisfies Endpoint;
