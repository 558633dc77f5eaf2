import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { ApiKeyId, ApiKeyLabel, GrantedScopes, PortalApiKey } from '../../lib/contract/portal-api-key.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'updateApiKey',
  auth: 'portal',
  method: 'PUT',
  path: '/portal/api-keys/{keyId}',
  tag: portalTags['api-keys'],
  summary: 'Change the name or the scopes of an API key',
  description:
    'The text of the API key stays the same. The next request with it has the new scopes. Scopes are added and removed by name, so that ' +
    'two changes at the same time do not undo each other.',
  scope: 'api-keys:write',
  pathParameters: z.strictObject({ keyId: ApiKeyId }),
  query: z.strictObject({}),
  body: z.strictObject({
    name: ApiKeyLabel.optional(),
    addScopes: GrantedScopes.optional().describe('The scopes to add.'),
    removeScopes: GrantedScopes.optional().describe('The scopes to remove. At least one must remain.'),
  }),
  success: { status: 200, schema: PortalApiKey },
  errors: ['api_key_not_found', 'api_key_ended'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    apiKeys: ['BatchGetItem', 'UpdateItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
