import { apiKeyRef } from '../../lib/auth/api-key.ts';
import { buildApiKeyUpdate, toApiKeyPath, viewApiKey } from '../../lib/auth/change-api-keys.ts';
import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const cancelApiKeyRotation = defineOperation(endpoint, {
  reads: ({ path, body }, tenantId) => ({
    current: apiKeyRef(tenantId, path.keyId),
    newApiKey: apiKeyRef(tenantId, body.newKeyId),
  }),

  decide({ current, newApiKey }, { body: { newKeyId } }, { time }) {
    if (!current) return createBusinessError('api_key_not_found');
    if (current.rotation?.newKeyId !== newKeyId || !newApiKey) return createBusinessError('rotation_in_progress');
    return {
      body: viewApiKey({ ...current, rotation: undefined }, time.now),
      writes: [
        buildApiKeyUpdate(current, { rotation: undefined }),
        ...(newApiKey.revokedAt === undefined ? [buildApiKeyUpdate(newApiKey, { revokedAt: time.now })] : []),
      ],
      audit: { action: 'api-key.rotation-cancelled', resource: toApiKeyPath(current), changes: { newKeyId } },
    };
  },
});
