import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { PortalRequest } from '../../lib/contract/portal-request.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'findRequest',
  auth: 'portal',
  method: 'GET',
  path: '/portal/requests/{requestId}',
  tag: portalTags.requests,
  summary: 'Find out what a request did',
  description:
    'Returns who sent a request, its response, and the events that resulted. The request is found by its events, so it is found if it changed a ' +
    'license, a subscription or an order in the last 30 days. To find a request that changed nothing, use `GET /idempotency-key`.',
  scope: 'events:read',
  pathParameters: z.strictObject({ requestId: z.uuid().describe('The `X-Request-Id` of the response.') }),
  query: z.strictObject({}),
  success: { status: 200, schema: PortalRequest },
  errors: ['request_not_found'],
  access: { connect: ['BatchGetItem'], activity: ['BatchGetItem', 'Query'], idempotency: ['BatchGetItem'] },
} as const satisfies PortalEndpoint;
