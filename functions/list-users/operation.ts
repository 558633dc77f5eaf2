import { viewPortalUser } from '../../lib/auth/change-team.ts';
import { invitationsRef, viewInvitation } from '../../lib/auth/invitation.ts';
import { portalUsersRef } from '../../lib/auth/portal-user.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

const compareEmails = (one: { email: string }, other: { email: string }): number => (one.email < other.email ? -1 : 1);

export const listUsers = defineOperation(endpoint, {
  reads: (_, tenantId) => ({ users: portalUsersRef(tenantId), invitations: invitationsRef(tenantId) }),

  decide: ({ users, invitations }) => ({
    body: {
      users: users.toSorted(compareEmails).map(viewPortalUser),
      invitations: invitations.toSorted(compareEmails).map(viewInvitation),
    },
  }),
});
