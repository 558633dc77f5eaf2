import {
  buildOwnerChange,
  buildUserRemoval,
  ownerChangesRef,
  rejectLastOwner,
  toUserPath,
  viewPortalUser,
} from '../../lib/auth/change-team.ts';
import { portalUsersRef } from '../../lib/auth/portal-user.ts';
import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const removeUser = defineOperation(endpoint, {
  reads: (_, tenantId) => ({ ownerChanges: ownerChangesRef(tenantId) }),

  // After the version: every change of owners that this read does not see fails the condition on the version.
  followUpReads: (_state, _input, tenantId) => ({ users: portalUsersRef(tenantId) }),

  decide({ ownerChanges, users }, { path }) {
    const user = users.find(({ userId }) => userId === path.userId);
    if (!user) return createBusinessError('user_not_found');
    const rejection = rejectLastOwner(user, users);
    if (rejection) return rejection;
    return {
      body: viewPortalUser(user),
      writes: [...buildUserRemoval(user), ...buildOwnerChange(user, ownerChanges)],
      audit: { action: 'user.removed', resource: toUserPath(user), changes: { email: user.email, role: user.role } },
    };
  },
});
