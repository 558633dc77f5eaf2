import * as z from 'zod';
import type { Endpoint } from '../../lib/schemas/endpoint.ts';
import { License } from '../../lib/schemas/license.ts';
import { Id } from '../../lib/schemas/primitive.ts';

export const endpoint = {
  operation: 'getLicense',
  method: 'GET',
  path: '/licenses/{licenseId}',
  summary: 'Read a license',
  scope: 'licenses:read',
  pathParameters: z.strictObject({ licenseId: Id }),
  query: z.strictObject({}),
  success: { status: 200, schema: License },
  errors: ['license_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
} as const satisfies Endpoint;
