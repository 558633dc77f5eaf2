import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { PortalApiKey } from '../../lib/contract/portal-api-key.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'listApiKeys',
  auth: 'portal',
  method: 'GET',
  path: '/portal/api-keys',
  tag: portalTags['api-keys'],
  summary: 'List the API keys',
  description: 'All API keys of the tenant, in every state, newest first.',
  scope: 'api-keys:read',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  success: { status: 200, schema: z.strictObject({ items: z.array(PortalApiKey).describe('The API keys.') }) },
  errors: [],
  access: { connect: ['BatchGetItem'], apiKeys: ['Query'] },
} as const satisfies PortalEndpoint;
