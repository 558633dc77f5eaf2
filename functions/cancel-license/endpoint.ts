import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { createScheduleField, ResourceId } from '../../lib/contract/field-types.ts';
import { License } from '../../lib/contract/license.ts';
import { Metadata } from '../../lib/contract/metadata.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'cancelLicense',
  method: 'POST',
  path: '/licenses/{licenseId}/cancel',
  tag: apiTags.licenses,
  summary: 'Cancel a license',
  description:
    'With `scheduledAt`, the license ends on that day, even within its minimum term; the date of today ends it at once. Without ' +
    '`scheduledAt`, the default of its product offering applies: `INSTANT` ends it at once, `NEXT_RENEWAL` on the first renewal ' +
    'date after today that is not before the end of the minimum term. A `PENDING` license that was never active ends at once. ' +
    'Cancelling a license whose end is already scheduled moves the end.\n\nThe body is optional.',
  scope: 'licenses:write',
  pathParameters: z.strictObject({ licenseId: ResourceId.describe('The ID of the license.') }),
  query: z.strictObject({}),
  body: z.strictObject({
    scheduledAt: createScheduleField(
      'The day of the end. The date of today ends it at once. If absent, the default of the product offering applies.',
    ),
    metadata: Metadata.optional().describe('Your own data. It is merged into the metadata of the license.'),
  }),
  success: { status: 200, schema: License, description: 'Cancelled or scheduled.' },
  errors: ['license_not_found', 'license_already_cancelled'],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'UpdateItem'],
  },
} as const satisfies Endpoint;
