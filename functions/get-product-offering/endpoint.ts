import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { ProductOffering } from '../../lib/contract/product-offering.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getProductOffering',
  method: 'GET',
  path: '/product-offerings/{productOfferingId}',
  tag: apiTags['product-offerings'],
  summary: 'Get a product offering',
  description: 'The product offering as it is in the catalogue today, archived or not.',
  scope: 'product-offerings:read',
  pathParameters: z.strictObject({ productOfferingId: ResourceId.describe('The ID of the product offering.') }),
  query: z.strictObject({}),
  success: { status: 200, schema: ProductOffering },
  errors: ['product_offering_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
} as const satisfies Endpoint;
