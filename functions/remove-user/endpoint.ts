import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { PortalUserId, TeamUser } from '../../lib/contract/portal-user.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'removeUser',
  auth: 'portal',
  method: 'POST',
  path: '/portal/users/{userId}/remove',
  tag: portalTags.users,
  summary: 'Remove a user',
  description:
    'The next request of the user gets 401. API keys that the user created work on: revoke them if the user knows them. A tenant always has an ' +
    'owner.',
  scope: 'users:write',
  pathParameters: z.strictObject({ userId: PortalUserId }),
  query: z.strictObject({}),
  body: z.strictObject({}),
  success: { status: 200, schema: TeamUser, description: 'The removed user.' },
  errors: ['user_not_found', 'last_owner'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    users: ['BatchGetItem', 'Query', 'UpdateItem', 'DeleteItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
