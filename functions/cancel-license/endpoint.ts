import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceId, ScheduledDate } from '../../lib/contract/field-types.ts';
import { License } from '../../lib/contract/license.ts';
import { Metadata } from '../../lib/contract/metadata.ts';

export const endpoint = {
  operation: 'cancelLicense',
  method: 'POST',
  path: '/licenses/{licenseId}/cancel',
  summary: "Cancel a license, now, on a date, or by its offering's default schedule",
  scope: 'licenses:write',
  pathParameters: z.strictObject({ licenseId: ResourceId }),
  query: z.strictObject({}),
  body: z.strictObject({
    scheduledAt: ScheduledDate.optional().describe('The day of the end; today: now; absent: the default schedule.'),
    metadata: Metadata.optional(),
  }),
  success: { status: 200, schema: License },
  errors: ['license_not_found', 'license_already_cancelled'],
  access: {
    apiKeys: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    connect: ['BatchGetItem', 'UpdateItem'],
  },
} as const satisfies Endpoint;
