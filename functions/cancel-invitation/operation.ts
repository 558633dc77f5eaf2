import { buildInvitationRemoval, invitationsPath } from '../../lib/auth/change-team.ts';
import { invitationRef, viewInvitation } from '../../lib/auth/invitation.ts';
import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const cancelInvitation = defineOperation(endpoint, {
  reads: ({ body }, tenantId) => ({ invitation: invitationRef(tenantId, body.email) }),

  decide({ invitation }) {
    if (!invitation) return createBusinessError('invitation_not_found');
    return {
      body: viewInvitation(invitation),
      writes: buildInvitationRemoval(invitation),
      audit: {
        action: 'user.invitation-cancelled',
        resource: invitationsPath,
        changes: { email: invitation.email },
      },
    };
  },
});
