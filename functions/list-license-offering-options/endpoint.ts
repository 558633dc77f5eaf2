import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { OfferingOption } from '../../lib/contract/product-offering.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'listLicenseOfferingOptions',
  method: 'GET',
  path: '/licenses/{licenseId}/product-offering-options',
  tag: apiTags.licenses,
  summary: 'List the options of a license',
  description:
    'The product offerings to which the license can change. Each item describes the change as if it were requested now without a date. A change on or after the day on which the license ' +
    'ends is not listed. The list is empty if the license is `BLOCKED` or `CANCELLED`.',
  scope: 'licenses:read',
  pathParameters: z.strictObject({ licenseId: ResourceId.describe('The ID of the license.') }),
  query: z.strictObject({}),
  success: {
    status: 200,
    schema: z.strictObject({
      items: z.array(OfferingOption).describe('In the order of the change options of the product offering.'),
    }),
  },
  errors: ['license_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
} as const satisfies Endpoint;
