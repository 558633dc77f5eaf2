import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { License } from '../../lib/contract/license.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'undoOfferingChange',
  method: 'POST',
  path: '/licenses/{licenseId}/product-offering-change/undo',
  tag: apiTags.licenses,
  summary: 'Undo a change of the product offering',
  description:
    'The license keeps its current product offering. This also works for a change that is hidden because the license ends before it. ' +
    'A change that has already taken effect cannot be undone; change the product offering again.\n\nThe body is optional.',
  scope: 'licenses:write',
  pathParameters: z.strictObject({ licenseId: ResourceId.describe('The ID of the license.') }),
  query: z.strictObject({}),
  body: z.strictObject({
    metadata: Metadata.optional().describe('Your own data. It is merged into the metadata of the license.'),
  }),
  success: { status: 200, schema: License, description: 'The change was undone.' },
  errors: ['license_not_found', 'license_already_cancelled', 'nothing_scheduled'],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'UpdateItem'],
  },
} as const satisfies Endpoint;
