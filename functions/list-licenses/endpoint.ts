import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createTextSchema } from '../../lib/contract/field-types.ts';
import { License, LicenseStatus } from '../../lib/contract/license.ts';
import { createPageSchema, pageParameters } from '../../lib/contract/pagination.ts';
import { IdOrReference } from '../../lib/contract/reference.ts';
import { apiTags } from '../../lib/contract/tags.ts';

/** Each customer needs a separate query. */
const maxCustomers = 10;

export const endpoint = {
  operation: 'listLicenses',
  method: 'GET',
  path: '/licenses',
  tag: apiTags.licenses,
  summary: 'List licenses',
  description:
    'Returns the newest first. Filters compare the status as of the time of the request, as getting each license returns it. A page may have fewer items ' +
    'than `limit`, or none, without being the last one: continue until `nextCursor` is null.',
  scope: 'licenses:read',
  pathParameters: z.strictObject({}),
  query: z.strictObject({
    customerId: z
      .array(IdOrReference)
      .max(maxCustomers)
      .optional()
      .describe(
        `Licenses of this customer: its ID, or \`rid_\` and its \`referenceId\`. Repeat the parameter to allow several, at most ${maxCustomers}.`,
      ),
    status: z
      .array(LicenseStatus)
      .optional()
      .describe('Licenses with this current status. Repeat the parameter to allow several.'),
    type: z
      .array(createTextSchema(1, 64))
      .optional()
      .describe('Licenses of this type. Repeat the parameter to allow several.'),
    ...pageParameters,
  }),
  success: { status: 200, schema: createPageSchema(License) },
  errors: [],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'] },
  indexes: ['byTenant', 'byCustomer'],
} as const satisfies Endpoint;
