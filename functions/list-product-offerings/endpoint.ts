import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createPageSchema, pageParameters } from '../../lib/contract/pagination.ts';
import { ProductOffering, ProductOfferingStatus, ProductOfferingType } from '../../lib/contract/product-offering.ts';

export const endpoint = {
  operation: 'listProductOfferings',
  method: 'GET',
  path: '/product-offerings',
  summary: 'List product offerings, in the order of their ids',
  scope: 'product-offerings:read',
  pathParameters: z.strictObject({}),
  query: z.strictObject({
    type: z.array(ProductOfferingType).optional().describe('Of this type. Repeated: any of them.'),
    status: z.array(ProductOfferingStatus).optional().describe('With this status. Repeated: any of them.'),
    ...pageParameters,
  }),
  success: { status: 200, schema: createPageSchema(ProductOffering) },
  errors: [],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
  indexes: ['byTenant'],
} as const satisfies Endpoint;
