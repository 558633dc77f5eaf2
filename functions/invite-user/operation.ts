import { buildInvitationWrites, invitationsPath, toInvitationExpiry } from '../../lib/auth/change-team.ts';
import { invitationRef, normalizeEmail, viewInvitation } from '../../lib/auth/invitation.ts';
import { portalUsersRef } from '../../lib/auth/portal-user.ts';
import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const inviteUser = defineOperation(endpoint, {
  reads: ({ body }, tenantId) => ({
    current: invitationRef(tenantId, body.email),
    users: portalUsersRef(tenantId),
  }),

  decide({ current, users }, { body: { email: writtenEmail, role } }, { tenant, caller, time: { now } }) {
    const email = normalizeEmail(writtenEmail);
    if (users.some(user => normalizeEmail(user.email) === email)) return createBusinessError('user_exists');
    const invitation = {
      ...{ tenantId: tenant.tenantId, email, role, invitedAt: now, expiresAt: toInvitationExpiry(Date.parse(now)) },
      ...{ invitedBy: caller.user?.userId, version: (current?.version ?? 0) + 1 },
    };
    return {
      body: viewInvitation(invitation),
      writes: buildInvitationWrites(invitation, current),
      audit: { action: 'user.invited', resource: invitationsPath, changes: { email, role } },
    };
  },
});
