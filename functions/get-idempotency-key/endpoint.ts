import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { StoredOutcome } from '../../lib/contract/idempotency-key.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getIdempotencyKey',
  method: 'GET',
  path: '/idempotency-key',
  tag: apiTags['idempotency-key'],
  summary: 'Get a stored response',
  description:
    'Returns the outcome of a command by its idempotency key, without repeating the command. Use it after a crash that lost everything ' +
    'but the key. Send the key in `X-Idempotency-Key`, or under its other name. The API key needs the scope of the command. A ' +
    'response of an error that is not stored, such as a 400 or a 503, is not found.',
  readsRecord: true,
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  success: { status: 200, schema: StoredOutcome },
  errors: ['idempotency_key_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'], idempotency: ['BatchGetItem'] },
} as const satisfies Endpoint;
