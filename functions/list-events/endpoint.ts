import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { EventTypeName, ResourceEvent } from '../../lib/contract/event.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { createPageParameters } from '../../lib/contract/pagination.ts';
import { apiTags } from '../../lib/contract/tags.ts';

/** An event can be 100 times as large as a license. */
const maxEventsPerPage = 100;

const EventPage = z.strictObject({
  items: z.array(ResourceEvent).describe('The events of this page, oldest first.'),
  pagination: z
    .strictObject({
      nextCursor: z
        .string()
        .describe(
          'The position after this page. It is never null: store it, and send it later to get the events published since then.',
        ),
      caughtUp: z.boolean().describe('True if nothing follows at the moment.'),
    })
    .meta({ id: 'FeedPosition', description: 'The position in the feed.' }),
});

export const endpoint = {
  operation: 'listEvents',
  method: 'GET',
  path: '/events',
  tag: apiTags.events,
  summary: 'List events',
  description:
    'The feed of all your events of the last 30 days, numbered without gaps. Begin without `cursor`, continue with `nextCursor` ' +
    'until `caughtUp` is true, then ask again from time to time with the last `nextCursor`. An event is never added before your ' +
    'cursor, so you get every event, once, and know that nothing is missing. A page with a filter may have fewer items than ' +
    '`limit`, or none, without being the last one.',
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
    after: z
      .array(ResourceId)
      .max(1)
      .transform(([id = '']) => id)
      .optional()
      .describe('The `eventId` of the event after which the list begins. Not together with `cursor`.'),
    ...createPageParameters(maxEventsPerPage),
  }),
  success: { status: 200, schema: EventPage },
  errors: [],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'], activity: ['BatchGetItem', 'Query'] },
} as const satisfies Endpoint;
