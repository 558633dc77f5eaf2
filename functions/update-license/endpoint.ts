import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { License } from '../../lib/contract/license.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'updateLicense',
  method: 'PUT',
  path: '/licenses/{licenseId}',
  tag: apiTags.licenses,
  summary: 'Update a license',
  description:
    'The metadata is merged key by key; `null` removes a key. A request that changes nothing succeeds and publishes no event. This ' +
    'works in every status.',
  scope: 'licenses:write',
  pathParameters: z.strictObject({ licenseId: ResourceId.describe('The ID of the license.') }),
  query: z.strictObject({}),
  body: z.strictObject({
    metadata: Metadata.describe('Your own data. It is merged into the metadata of the license.'),
  }),
  success: { status: 200, schema: License },
  errors: ['license_not_found'],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'UpdateItem'],
  },
} as const satisfies Endpoint;
