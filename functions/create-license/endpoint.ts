import * as z from 'zod';
import { RequestedAssignment } from '../../lib/contract/assignment.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createScheduleField, createTextSchema, ResourceId, textRule } from '../../lib/contract/field-types.ts';
import { License } from '../../lib/contract/license.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { IdOrReference } from '../../lib/contract/reference.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'createLicense',
  method: 'POST',
  path: '/licenses',
  tag: apiTags.licenses,
  summary: 'Create a license',
  description:
    'The product offering determines the type, the price, the billing cycle, the minimum term and the default end of the license. ' +
    'The agreed terms are copied to the license and do not change later. With a `scheduledAt` in the future the license is ' +
    '`PENDING` until that day; otherwise it is `ACTIVE` at once. If Seamless OS manages the billing of your tenant, licenses ' +
    'are created from orders, and this operation returns `billing_managed`.',
  scope: 'licenses:write',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  body: z.strictObject({
    productOfferingId: ResourceId.describe('The product offering. It determines the type of the license.'),
    customerId: IdOrReference.describe('The owner, an existing customer: its ID, or `rid_` and its `referenceId`.'),
    type: createTextSchema(1, 64)
      .optional()
      .describe(`The license type. If present, it must be the license type of the product offering. ${textRule}`),
    assignedTo: RequestedAssignment.optional().describe('The resource that uses the license.'),
    scheduledAt: createScheduleField(
      'The day of activation. The license is active at once if this is the date of today or absent.',
    ),
    metadata: Metadata.optional().describe('Your own data.'),
  }),
  success: { status: 201, schema: License },
  errors: [
    'billing_managed',
    'customer_not_found',
    'product_offering_not_found',
    'subscription_not_found',
    'subscriber_not_found',
    'user_not_found',
    'product_offering_not_available',
    'license_type_mismatch',
    'assignment_mismatch',
    'subscription_already_cancelled',
  ],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'PutItem'],
  },
} as const satisfies Endpoint;
