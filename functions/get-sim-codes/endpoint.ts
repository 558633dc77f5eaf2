import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { SimCodes } from '../../lib/contract/sim.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getSimCodes',
  method: 'GET',
  path: '/inventory/sims/{iccid}/codes',
  tag: apiTags.inventory,
  summary: 'Get the codes of a SIM card',
  description:
    'Returns PUK and PIN, for example for a subscriber whose card is blocked. Each call is recorded in the audit log before the response.',
  scope: 'sims:codes',
  isSensitive: true,
  pathParameters: z.strictObject({ iccid: SimCodes.shape.iccid.describe('The number of the card.') }),
  query: z.strictObject({}),
  success: { status: 200, schema: SimCodes },
  errors: ['sim_not_found', 'sim_codes_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'], secrets: ['BatchGetItem'], audit: ['PutItem'] },
} as const satisfies Endpoint;
