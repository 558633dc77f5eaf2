import * as z from 'zod';
import { Customer } from '../../lib/contract/customer.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { CustomerIdOrReference } from '../../lib/contract/reference.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getCustomer',
  method: 'GET',
  path: '/customers/{customerId}',
  tag: apiTags.customers,
  summary: 'Get a customer',
  description:
    'Returns personal data. Each call is recorded in the audit log before the response. The names of users are those that the users ' +
    'have now. A user that was not imported is left out.',
  scope: 'customers:read',
  isSensitive: true,
  pathParameters: z.strictObject({ customerId: CustomerIdOrReference }),
  query: z.strictObject({}),
  success: { status: 200, schema: Customer },
  errors: ['customer_not_found'],
  access: {
    apiKeys: ['BatchGetItem'],
    connect: ['BatchGetItem'],
    secrets: ['BatchGetItem'],
    audit: ['PutItem'],
  },
} as const satisfies Endpoint;
