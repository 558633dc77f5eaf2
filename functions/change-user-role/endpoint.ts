import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { PortalUserId, Role, TeamUser } from '../../lib/contract/portal-user.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'changeUserRole',
  auth: 'portal',
  method: 'PUT',
  path: '/portal/users/{userId}',
  tag: portalTags.users,
  summary: 'Change the role of a user',
  description: 'The next request of the user has the new role. A tenant always has an owner.',
  scope: 'users:write',
  pathParameters: z.strictObject({ userId: PortalUserId }),
  query: z.strictObject({}),
  body: z.strictObject({ role: Role }),
  success: { status: 200, schema: TeamUser },
  errors: ['user_not_found', 'last_owner'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    users: ['BatchGetItem', 'Query', 'UpdateItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
