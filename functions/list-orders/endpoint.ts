import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { Order, OrderState } from '../../lib/contract/order.ts';
import { createPageParameters, createPageSchema } from '../../lib/contract/pagination.ts';
import { IdOrReference } from '../../lib/contract/reference.ts';
import { apiTags } from '../../lib/contract/tags.ts';

/** Each customer needs a separate query. */
const maxCustomers = 10;

/** An order can be 100 times as large as a license. */
const maxOrdersPerPage = 100;

export const endpoint = {
  operation: 'listOrders',
  method: 'GET',
  path: '/orders',
  tag: apiTags.orders,
  summary: 'List orders',
  description:
    'Returns the newest first. Filters compare the state as of the time of the request. A page may have fewer items than `limit`, or none, without being the ' +
    'last one: continue until `nextCursor` is null.',
  scope: 'orders:read',
  pathParameters: z.strictObject({}),
  query: z.strictObject({
    customerId: z
      .array(IdOrReference)
      .max(maxCustomers)
      .optional()
      .describe(
        `Orders of this customer: its ID, or \`rid_\` and its \`referenceId\`. Repeat the parameter to allow several, at most ${maxCustomers}.`,
      ),
    state: z
      .array(OrderState)
      .optional()
      .describe('Orders with this current state. Repeat the parameter to allow several.'),
    ...createPageParameters(maxOrdersPerPage),
  }),
  success: { status: 200, schema: createPageSchema(Order) },
  errors: [],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
  indexes: ['byTenant', 'byCustomer'],
} as const satisfies Endpoint;
