import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { ApiKeyId, PortalApiKey } from '../../lib/contract/portal-api-key.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'confirmApiKeyRotation',
  auth: 'portal',
  method: 'POST',
  path: '/portal/api-keys/{keyId}/rotate/confirm',
  tag: portalTags['api-keys'],
  summary: 'Confirm the rotation of an API key',
  description:
    'Send this once the new API key was shown and stored. The old one expires when the overlap ends, and never later than before. The ' +
    'response is the old API key.',
  scope: 'api-keys:write',
  pathParameters: z.strictObject({ keyId: ApiKeyId.describe('The old API key.') }),
  query: z.strictObject({}),
  body: z.strictObject({
    newKeyId: ApiKeyId.describe('The API key that the rotation has created.'),
    overlapHours: z
      .int()
      .min(0)
      .max(87_600)
      .describe('The number of hours during which both API keys work. 0 ends the old one now.'),
  }),
  success: { status: 200, schema: PortalApiKey },
  errors: ['api_key_not_found', 'api_key_ended', 'rotation_in_progress'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    apiKeys: ['BatchGetItem', 'UpdateItem', 'ConditionCheckItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
