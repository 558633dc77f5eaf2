import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { TeamInvitation, TeamUser } from '../../lib/contract/portal-user.ts';
import { portalTags } from '../../lib/contract/tags.ts';

const TeamList = z.strictObject({
  users: z.array(TeamUser).describe('The users, by e-mail address.'),
  invitations: z.array(TeamInvitation).describe('The invitations that nobody has accepted yet, also expired ones.'),
});

export const endpoint = {
  operation: 'listUsers',
  auth: 'portal',
  method: 'GET',
  path: '/portal/users',
  tag: portalTags.users,
  summary: 'List the users and the invitations',
  description: 'All users of the tenant, and all invitations that nobody has accepted yet.',
  scope: 'users:read',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  success: { status: 200, schema: TeamList },
  errors: [],
  access: { connect: ['BatchGetItem'], users: ['BatchGetItem', 'Query'] },
} as const satisfies PortalEndpoint;
