import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { ApiKeyId, PortalApiKey } from '../../lib/contract/portal-api-key.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'cancelApiKeyRotation',
  auth: 'portal',
  method: 'POST',
  path: '/portal/api-keys/{keyId}/rotate/cancel',
  tag: portalTags['api-keys'],
  summary: 'Cancel the rotation of an API key',
  description:
    'Revokes the new API key, for example because it was not stored. The old one stays as it is. The response is the old API key.',
  scope: 'api-keys:write',
  pathParameters: z.strictObject({ keyId: ApiKeyId.describe('The old API key.') }),
  query: z.strictObject({}),
  body: z.strictObject({ newKeyId: ApiKeyId.describe('The API key that the rotation has created.') }),
  success: { status: 200, schema: PortalApiKey },
  errors: ['api_key_not_found', 'rotation_in_progress'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    apiKeys: ['BatchGetItem', 'UpdateItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
