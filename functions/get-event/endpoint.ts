import * as z from 'zod';
import type { Endpoint } from '../../lib/contract/endpoint.ts';
import { ResourceEvent } from '../../lib/contract/event.ts';
import { ResourceId } from '../../lib/contract/field-types.ts';
import { apiTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getEvent',
  method: 'GET',
  path: '/events/{eventId}',
  tag: apiTags.events,
  summary: 'Get an event',
  description: 'Events are stored for 30 days.',
  scope: 'events:read',
  pathParameters: z.strictObject({ eventId: ResourceId.describe('The ID of the event.') }),
  query: z.strictObject({}),
  success: { status: 200, schema: ResourceEvent },
  errors: ['event_not_found'],
  access: { apiKeys: ['BatchGetItem'], connect: ['BatchGetItem'], activity: ['BatchGetItem'] },
} as const satisfies Endpoint;
