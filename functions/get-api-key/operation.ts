import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getApiKey = defineOperation(endpoint, {
  reads: () => ({}),

  decide(_state, _input, { apiKey: { keyId, name, tenantId, mode, scopes, expiresAt } }) {
    return { body: { keyId, name, tenantId, mode, scopes, expiresAt } };
  },
});
