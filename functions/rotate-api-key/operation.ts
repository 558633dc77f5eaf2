import { apiKeyRef } from '../../lib/auth/api-key.ts';
import {
  buildApiKeyPut,
  buildApiKeyUpdate,
  createNewApiKey,
  rejectEndedApiKey,
  rejectPastExpiry,
  toApiKeyPath,
  viewApiKey,
} from '../../lib/auth/change-api-keys.ts';
import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const rotateApiKey = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ current: apiKeyRef(tenantId, path.keyId) }),

  followUpReads: ({ current }, _, tenantId) => ({
    unconfirmed: current?.rotation && apiKeyRef(tenantId, current.rotation.newKeyId),
  }),

  decide({ current, unconfirmed }, { body }, context) {
    const { now } = context.time;
    if (!current) return createBusinessError('api_key_not_found');
    const rejection = rejectEndedApiKey(current, now) ?? rejectPastExpiry(body.expiresAt, now);
    if (rejection) return rejection;
    const { name, scopes, expiresAt } = current;
    const settings = { name, scopes: body.scopes ?? scopes, expiresAt: body.expiresAt ?? expiresAt };
    const { text, apiKey } = createNewApiKey(settings, context);
    const { keyId: newKeyId } = apiKey;
    return {
      body: { apiKey: viewApiKey(apiKey, now) },
      secret: text,
      writes: [
        buildApiKeyPut(apiKey),
        buildApiKeyUpdate(current, { rotation: { newKeyId } }),
        ...(unconfirmed && unconfirmed.revokedAt === undefined
          ? [buildApiKeyUpdate(unconfirmed, { revokedAt: now })]
          : []),
      ],
      audit: { action: 'api-key.rotated', resource: toApiKeyPath(current), changes: { newKeyId } },
    };
  },
});
