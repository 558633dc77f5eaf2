import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { ApiKeyExpiryTime, ApiKeyId, GrantedScopes, NewPortalApiKey } from '../../lib/contract/portal-api-key.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'rotateApiKey',
  auth: 'portal',
  method: 'POST',
  path: '/portal/api-keys/{keyId}/rotate',
  tag: portalTags['api-keys'],
  summary: 'Begin the rotation of an API key',
  description:
    'Creates an API key with the same name, scopes and expiry. Both API keys work until the rotation is confirmed, so a lost response locks ' +
    'nobody out. Another rotation before the confirmation replaces this one: its API key is revoked.',
  scope: 'api-keys:write',
  pathParameters: z.strictObject({ keyId: ApiKeyId }),
  query: z.strictObject({}),
  body: z.strictObject({
    scopes: GrantedScopes.min(1)
      .optional()
      .describe('The scopes of the new API key. The default is those of the old one.'),
    expiresAt: ApiKeyExpiryTime.optional().describe(
      'The expiry of the new API key. The default is that of the old one.',
    ),
  }),
  success: { status: 200, schema: NewPortalApiKey },
  errors: ['api_key_not_found', 'api_key_ended'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    apiKeys: ['BatchGetItem', 'PutItem', 'UpdateItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
