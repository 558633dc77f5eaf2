import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { NewExternalPayment, Order } from '../../lib/contract/order.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'submitOrder',
  method: 'POST',
  path: '/orders/{orderId}/submit',
  tag: apiTags.orders,
  summary: 'Submit an order',
  description:
    'Executes all items of the order or none. Each item follows the rules of its own operation (`createLicense`, ' +
    '`changeLicenseOffering`, `addAddon`) and is evaluated against the state that the items before it leave. If an item is not ' +
    'allowed, the response is `order_invalid`: its `details` name each such item and the code of its operation, and the order ' +
    'stays `PENDING`.\n\nThe body is optional.',
  scope: 'orders:write',
  pathParameters: z.strictObject({ orderId: ResourceId.describe('The ID of the order.') }),
  query: z.strictObject({}),
  body: z.strictObject({
    externalPayment: NewExternalPayment.optional().describe(
      'A payment that you have received. It is stored with the order.',
    ),
    metadata: Metadata.optional().describe('Your own data. It is merged into the metadata of the order.'),
  }),
  success: { status: 200, schema: Order, description: 'Submitted. All items were executed.' },
  errors: ['order_not_found', 'order_expired', 'order_not_changeable', 'order_invalid'],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'Query', 'PutItem', 'UpdateItem'],
  },
} as const satisfies Endpoint;
