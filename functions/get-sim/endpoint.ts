import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { InventorySim } from '../../lib/contract/sim.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getSim',
  method: 'GET',
  path: '/inventory/sims/{iccid}',
  tag: apiTags.inventory,
  summary: 'Get a SIM card',
  description:
    'Returns the IMSI and the eSIM profile of a card. PUK and PIN have a call of their own. Each call is recorded in the audit log ' +
    'before the response.',
  scope: 'sims:read',
  isSensitive: true,
  pathParameters: z.strictObject({ iccid: InventorySim.shape.iccid.describe('The number of the card.') }),
  query: z.strictObject({}),
  success: { status: 200, schema: InventorySim },
  errors: ['sim_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'], secrets: ['BatchGetItem'], audit: ['PutItem'] },
} as const satisfies Endpoint;
