import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createTextSchema, ResourceId } from '../../lib/contract/field-types.ts';
import { License, LicenseStatus } from '../../lib/contract/license.ts';
import { createPageSchema, pageParameters } from '../../lib/contract/pagination.ts';

/** Each customer is a query of its own. */
const maxCustomers = 10;

export const endpoint = {
  operation: 'listLicenses',
  method: 'GET',
  path: '/licenses',
  summary: 'List licenses, the newest first',
  scope: 'licenses:read',
  pathParameters: z.strictObject({}),
  query: z.strictObject({
    customerId: z
      .array(ResourceId)
      .max(maxCustomers)
      .optional()
      .describe(`Licenses of this customer. Repeated, at most ${maxCustomers} times: of any of them.`),
    status: z.array(LicenseStatus).optional().describe('With this status right now. Repeated: any of them.'),
    type: z.array(createTextSchema(1, 64)).optional().describe('Of this type. Repeated: any of them.'),
    ...pageParameters,
  }),
  success: { status: 200, schema: createPageSchema(License) },
  errors: [],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
  indexes: ['byTenant', 'byCustomer'],
} as const satisfies Endpoint;
