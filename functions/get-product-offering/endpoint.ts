import * as z from 'zod';
import type { Endpoint } from '../../lib/schemas/endpoint.ts';
import { Id } from '../../lib/schemas/primitive.ts';
import { ProductOffering } from '../../lib/schemas/product-offering.ts';

export const endpoint = {
  operation: 'getProductOffering',
  method: 'GET',
  path: '/product-offerings/{productOfferingId}',
  summary: 'Read a product offering',
  scope: 'product-offerings:read',
  pathParameters: z.strictObject({ productOfferingId: Id }),
  query: z.strictObject({}),
  success: { status: 200, schema: ProductOffering },
  errors: ['product_offering_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
} as const satisfies Endpoint;
