import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { maxLineItems, NewLineItems, Order } from '../../lib/contract/order.ts';
import { IdOrReference } from '../../lib/contract/reference.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'createOrder',
  method: 'POST',
  path: '/orders',
  tag: apiTags.orders,
  summary: 'Create an order',
  description:
    'An order is executed when it is submitted, within 7 days. Only the form of the request, the customer and references (`rid_…`) ' +
    'are checked before. The order contains IDs in place of the references. ' +
    'If Seamless OS manages the billing of your tenant, an order is the only way to create a license.',
  scope: 'orders:write',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  body: z.strictObject({
    customerId: IdOrReference.describe(
      'The customer, an existing one: its ID, or `rid_` and its `referenceId`. Everything in the order must belong to it.',
    ),
    lineItems: NewLineItems.describe(`The items, 1 to ${maxLineItems}, in the order in which they are evaluated.`),
    metadata: Metadata.optional().describe('Your own data, for the order.'),
  }),
  success: { status: 201, schema: Order },
  errors: ['customer_not_found', 'subscription_not_found'],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'PutItem'],
  },
} as const satisfies Endpoint;
