import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getApiKey = defineOperation(endpoint, {
  reads: () => ({}),

  decide(_state, _input, { caller: { apiKey } }) {
    if (!apiKey) return createBusinessError('api_key_not_found');
    const { keyId, name, tenantId, mode, scopes, expiresAt } = apiKey;
    return { body: { keyId, name, tenantId, mode, scopes, expiresAt } };
  },
});
