import * as z from 'zod';
import { ApiKeyInfo } from '../../lib/contract/api-key.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getApiKey',
  method: 'GET',
  path: '/api-key',
  tag: apiTags['api-key'],
  summary: 'Get the API key',
  description:
    'Returns the tenant, the scopes and the expiry of the API key in `X-API-Key`. Use it to check a configuration. ' +
    'A portal session has no API key, so its response is 404.',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  success: { status: 200, schema: ApiKeyInfo },
  errors: ['api_key_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
} as const satisfies Endpoint;
