import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { ApiKeyId, PortalApiKey } from '../../lib/contract/portal-api-key.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'revokeApiKey',
  auth: 'portal',
  method: 'POST',
  path: '/portal/api-keys/{keyId}/revoke',
  tag: portalTags['api-keys'],
  summary: 'Revoke an API key',
  description: 'The next request with it gets 401. This cannot be undone. To revoke it again changes nothing.',
  scope: 'api-keys:write',
  pathParameters: z.strictObject({ keyId: ApiKeyId }),
  query: z.strictObject({}),
  body: z.strictObject({}),
  success: { status: 200, schema: PortalApiKey },
  errors: ['api_key_not_found'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    apiKeys: ['BatchGetItem', 'UpdateItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
