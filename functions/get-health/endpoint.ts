import * as z from 'zod';
import type { PublicEndpoint } from '../../lib/contract/endpoint.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getHealth',
  auth: 'public',
  method: 'GET',
  path: '/health',
  tag: apiTags.health,
  summary: 'Check the health',
  description:
    'For monitors. The response says whether the API can read its database. It is up to five seconds old. `HEAD` works like `GET`.',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  success: {
    status: 200,
    schema: z.strictObject({ status: z.enum(['OK']).describe('`OK`: the API can read its database.') }),
  },
  errors: [],
  access: { connect: ['BatchGetItem'] },
} as const satisfies PublicEndpoint;
