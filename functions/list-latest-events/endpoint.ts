import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { EventTypeName, ResourceEvent } from '../../lib/contract/event.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { createPageParameters, createPageSchema } from '../../lib/contract/pagination.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'listLatestEvents',
  auth: 'portal',
  method: 'GET',
  path: '/portal/latest-events',
  tag: portalTags.events,
  summary: 'List the latest events',
  description:
    'The events of the last 30 days, beginning with the newest, for people who look at what has just happened. Programs read `GET /events`, which is ' +
    'in the order of publication and has no gaps.',
  scope: 'events:read',
  pathParameters: z.strictObject({}),
  query: z.strictObject({
    type: z.array(EventTypeName).optional().describe('Events of this type. Repeat the parameter to allow several.'),
    resourceId: z
      .array(ResourceId)
      .max(1)
      .transform(([id = '']) => id)
      .optional()
      .describe('Events of this license, subscription or order.'),
    ...createPageParameters(100),
  }),
  success: { status: 200, schema: createPageSchema(ResourceEvent) },
  errors: [],
  access: { connect: ['BatchGetItem'], activity: ['BatchGetItem', 'Query'] },
} as const satisfies PortalEndpoint;
