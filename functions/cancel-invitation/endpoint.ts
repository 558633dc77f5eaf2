import * as z from 'zod';
import type { PortalEndpoint } from '../../lib/contract/endpoint.ts';
import { EmailAddress, TeamInvitation } from '../../lib/contract/portal-user.ts';
import { portalTags } from '../../lib/contract/tags.ts';

export const endpoint = {
  operation: 'cancelInvitation',
  auth: 'portal',
  method: 'POST',
  path: '/portal/invitations/cancel',
  tag: portalTags.users,
  summary: 'Cancel an invitation',
  description: 'It can no longer be accepted.',
  scope: 'users:write',
  pathParameters: z.strictObject({}),
  query: z.strictObject({}),
  body: z.strictObject({ email: EmailAddress }),
  success: { status: 200, schema: TeamInvitation, description: 'The cancelled invitation.' },
  errors: ['invitation_not_found'],
  access: {
    connect: ['BatchGetItem'],
    idempotency: ['BatchGetItem', 'PutItem'],
    users: ['BatchGetItem', 'DeleteItem'],
    audit: ['PutItem'],
  },
} as const satisfies PortalEndpoint;
