import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { EmailAddress, Role, TeamInvitation } from '../../lib/contract/portal-user.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'inviteUser',
  auth: 'portal',
  method: 'POST',
  path: '/portal/invitations',
  tag: portalTags.users,
  summary: 'Invite a user',
  description:
    'The person becomes a user at the first sign-in with this e-mail address, if the provider has verified it. No e-mail is sent: tell the person ' +
    'the address of the portal. An invitation can be accepted for 14 days. Another invitation to the same address replaces it.',
  scope: 'users:write',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  body: z.strictObject({ email: EmailAddress, role: Role }),
  success: { status: 200, schema: TeamInvitation },
  errors: ['user_exists'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    users: ['BatchGetItem', 'Query', 'PutItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
