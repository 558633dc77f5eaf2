import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { License } from '../../lib/contract/license.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'undoLicenseCancellation',
  method: 'POST',
  path: '/licenses/{licenseId}/cancel/undo',
  tag: apiTags.licenses,
  summary: 'Undo the cancellation of a license',
  description:
    'The license does not end. A start or a change of the product offering that was hidden by the end takes effect again. An end ' +
    'that has already taken effect cannot be undone.\n\nThe body is optional.',
  scope: 'licenses:write',
  pathParameters: z.strictObject({ licenseId: ResourceId.describe('The ID of the license.') }),
  query: z.strictObject({}),
  body: z.strictObject({
    metadata: Metadata.optional().describe('Your own data. It is merged into the metadata of the license.'),
  }),
  success: { status: 200, schema: License, description: 'The cancellation was undone.' },
  errors: ['license_not_found', 'license_already_cancelled', 'nothing_scheduled'],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'UpdateItem'],
  },
} as const satisfies Endpoint;
