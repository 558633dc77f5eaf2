import { apiKeyRef } from '../../lib/auth/api-key.ts';
import { buildApiKeyUpdate, toApiKeyPath, viewApiKey } from '../../lib/auth/change-api-keys.ts';
import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const revokeApiKey = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ apiKey: apiKeyRef(tenantId, path.keyId) }),

  decide({ apiKey }, _, { time }) {
    if (!apiKey) return createBusinessError('api_key_not_found');
    if (apiKey.revokedAt !== undefined) return { body: viewApiKey(apiKey, time.now) };
    const changes = { revokedAt: time.now };
    return {
      body: viewApiKey({ ...apiKey, ...changes }, time.now),
      writes: [buildApiKeyUpdate(apiKey, changes)],
      audit: { action: 'api-key.revoked', resource: toApiKeyPath(apiKey) },
    };
  },
});
