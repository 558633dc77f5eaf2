import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { ApiKeyExpiryTime, ApiKeyLabel, GrantedScopes, NewPortalApiKey } from '../../lib/contract/portal-api-key.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'createApiKey',
  auth: 'portal',
  method: 'POST',
  path: '/portal/api-keys',
  tag: portalTags['api-keys'],
  summary: 'Create an API key',
  description:
    'The API key works from the next request on. Its text is in the field `secret` of the first response only: a repeated request gets ' +
    'the same response without it. If the response was lost, revoke the API key and create another one.',
  scope: 'api-keys:write',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  body: z.strictObject({
    name: ApiKeyLabel.optional(),
    scopes: GrantedScopes.min(1),
    expiresAt: ApiKeyExpiryTime.optional(),
  }),
  success: { status: 200, schema: NewPortalApiKey },
  errors: [],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    apiKeys: ['PutItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
