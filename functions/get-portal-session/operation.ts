import { scopesOfRoles } from '../../lib/auth/roles.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getPortalSession = defineOperation(endpoint, {
  reads: () => ({}),

  decide(_state, _input, { tenant: { tenantId, mode, timeZone }, caller: { user } }) {
    if (!user) throw new Error('A portal endpoint was called without a user.');
    const { userId, email, name, role } = user;
    return {
      body: { tenant: { tenantId, mode, timeZone }, user: { userId, email, name, role }, scopes: scopesOfRoles[role] },
    };
  },
});
