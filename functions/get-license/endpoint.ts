import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { License } from '../../lib/contract/license.ts';

export const endpoint = {
  operation: 'getLicense',
  method: 'GET',
  path: '/licenses/{licenseId}',
  summary: 'Read a license',
  scope: 'licenses:read',
  pathParameters: z.strictObject({ licenseId: ResourceId }),
  query: z.strictObject({}),
  success: { status: 200, schema: License },
  errors: ['license_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
} as const satisfies Endpoint;
