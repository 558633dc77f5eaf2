import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { PortalSessionInfo } from '../../lib/contract/portal-user.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'getPortalSession',
  auth: 'portal',
  method: 'GET',
  path: '/portal/session',
  tag: portalTags.session,
  summary: 'Get the portal session',
  description:
    'Returns the user and the tenant of the session, and the scopes of the role. A role that changes, or a user who is removed, takes effect with the next request.',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  success: { status: 200, schema: PortalSessionInfo },
  errors: [],
  access: { users: ['BatchGetItem'], connect: ['BatchGetItem'] },
} as const satisfies PortalEndpoint;
