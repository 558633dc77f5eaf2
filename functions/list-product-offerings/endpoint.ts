import * as z from 'zod';
import type { Endpoint } from '../../lib/schemas/endpoint.ts';
import { Page, pageParameters } from '../../lib/schemas/page.ts';
import { ProductOffering, ProductOfferingStatus, ProductOfferingType } from '../../lib/schemas/product-offering.ts';

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
  success: { status: 200, schema: Page(ProductOffering) },
  errors: [],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
  indexes: ['byTenant'],
} as const satisfies Endpoint;
