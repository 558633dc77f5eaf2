import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createPageSchema, pageParameters } from '../../lib/contract/pagination.ts';
import { ProductOffering, ProductOfferingStatus, ProductOfferingType } from '../../lib/contract/product-offering.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'listProductOfferings',
  method: 'GET',
  path: '/product-offerings',
  tag: apiTags['product-offerings'],
  summary: 'List product offerings',
  description: 'Includes archived product offerings, sorted by ID. Continue until `nextCursor` is null.',
  scope: 'product-offerings:read',
  pathParameters: z.strictObject({}),
  query: z.strictObject({
    type: z
      .array(ProductOfferingType)
      .optional()
      .describe('Product offerings of this type. Repeat the parameter to allow several.'),
    status: z
      .array(ProductOfferingStatus)
      .optional()
      .describe('Product offerings with this status. Repeat the parameter to allow several.'),
    ...pageParameters,
  }),
  success: { status: 200, schema: createPageSchema(ProductOffering) },
  errors: [],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
  indexes: ['byTenant'],
} as const satisfies Endpoint;
