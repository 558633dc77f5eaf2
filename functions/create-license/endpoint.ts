import * as z from 'zod';
import { Assignment } from '../../lib/contract/assignment.ts';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createTextSchema, ResourceId, ScheduledDate } from '../../lib/contract/field-types.ts';
import { License } from '../../lib/contract/license.ts';
import { Metadata } from '../../lib/contract/metadata.ts';

export const endpoint = {
  operation: 'createLicense',
  method: 'POST',
  path: '/licenses',
  summary: 'Create a license, now or on a date',
  scope: 'licenses:write',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  body: z.strictObject({
    productOfferingId: ResourceId.describe('Decides the type of license.'),
    customerId: ResourceId.describe('An existing customer, the owner.'),
    type: createTextSchema(1, 64).optional().describe("If sent, it must equal the product offering's license type."),
    assignedTo: Assignment.optional(),
    scheduledAt: ScheduledDate.optional().describe('The day of activation; today or absent: now.'),
    metadata: Metadata.optional(),
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
  ],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'PutItem'],
  },
} as const satisfies Endpoint;
