import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { Order } from '../../lib/contract/order.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'cancelOrder',
  method: 'POST',
  path: '/orders/{orderId}/cancel',
  tag: apiTags.orders,
  summary: 'Cancel an order',
  description: 'A `PENDING` order can be cancelled. Nothing of it is executed.\n\nThe body is optional.',
  scope: 'orders:write',
  pathParameters: z.strictObject({ orderId: ResourceId.describe('The ID of the order.') }),
  query: z.strictObject({}),
  body: z.strictObject({
    metadata: Metadata.optional().describe('Your own data. It is merged into the metadata of the order.'),
  }),
  success: { status: 200, schema: Order, description: 'Cancelled.' },
  errors: ['order_not_found', 'order_expired', 'order_not_changeable'],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'UpdateItem'],
  },
} as const satisfies Endpoint;
