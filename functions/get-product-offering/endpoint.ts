import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { ProductOffering } from '../../lib/contract/product-offering.ts';

export const endpoint = {
  operation: 'getProductOffering',
  method: 'GET',
  path: '/product-offerings/{productOfferingId}',
  summary: 'Read a product offering',
  scope: 'product-offerings:read',
  pathParameters: z.strictObject({ productOfferingId: ResourceId }),
  query: z.strictObject({}),
  success: { status: 200, schema: ProductOffering },
  errors: ['product_offering_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
} as const satisfies Endpoint;
