import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { License } from '../../lib/contract/license.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getLicense',
  method: 'GET',
  path: '/licenses/{licenseId}',
  tag: apiTags.licenses,
  summary: 'Get a license',
  description: 'The status and the scheduled changes are as of the time of the request.',
  scope: 'licenses:read',
  pathParameters: z.strictObject({ licenseId: ResourceId.describe('The ID of the license.') }),
  query: z.strictObject({}),
  success: { status: 200, schema: License },
  errors: ['license_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
} as const satisfies Endpoint;
