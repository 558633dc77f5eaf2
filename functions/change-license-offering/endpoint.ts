import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createScheduleField, ResourceId } from '../../lib/contract/field-types.ts';
import { License } from '../../lib/contract/license.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'changeLicenseOffering',
  method: 'PUT',
  path: '/licenses/{licenseId}/product-offering-change',
  tag: apiTags.licenses,
  summary: 'Change the product offering of a license',
  description:
    'The new product offering must be one of the change options of the current one; `listLicenseOfferingOptions` lists them. ' +
    'The option decides when the change takes effect: `INSTANT` on the requested day, `NEXT_RENEWAL` on the first renewal date ' +
    'after today that is neither before the requested day nor before the end of the minimum term. An option without a schedule ' +
    'is `INSTANT` if the net price per year stays equal or rises, and `NEXT_RENEWAL` if it falls or cannot be compared. The terms ' +
    'are agreed when the change is accepted. There is no proration. Another change replaces one that is already scheduled. The ' +
    'offering of a `PENDING` license is replaced at once, unless the requested day is after its start.',
  scope: 'licenses:write',
  pathParameters: z.strictObject({ licenseId: ResourceId.describe('The ID of the license.') }),
  query: z.strictObject({}),
  body: z.strictObject({
    productOfferingId: ResourceId.describe('The new product offering.'),
    scheduledAt: createScheduleField('The earliest day of the change. If absent, it is today.'),
    metadata: Metadata.optional().describe('Your own data. It is merged into the metadata of the license.'),
  }),
  success: { status: 200, schema: License, description: 'Changed or scheduled.' },
  errors: [
    'license_not_found',
    'product_offering_not_found',
    'license_already_cancelled',
    'license_blocked',
    'product_offering_not_available',
    'license_type_mismatch',
    'product_offering_change_not_allowed',
    'product_offering_unchanged',
    'license_ending',
  ],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'UpdateItem'],
  },
} as const satisfies Endpoint;
