import { apiKeyRef } from '../../lib/auth/api-key.ts';
import {
  buildApiKeyCheck,
  buildApiKeyUpdate,
  pickEarlierInstant,
  rejectEndedApiKey,
  toApiKeyPath,
  viewApiKey,
} from '../../lib/auth/change-api-keys.ts';
import { hourMs, toInstant } from '../../lib/domain/calendar.ts';
import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const confirmApiKeyRotation = defineOperation(endpoint, {
  reads: ({ path, body }, tenantId) => ({
    current: apiKeyRef(tenantId, path.keyId),
    newApiKey: apiKeyRef(tenantId, body.newKeyId),
  }),

  decide({ current, newApiKey }, { body: { newKeyId, overlapHours } }, { time }) {
    if (!current) return createBusinessError('api_key_not_found');
    if (current.rotation?.newKeyId !== newKeyId || !newApiKey) return createBusinessError('rotation_in_progress');
    // The old API key must not end if the new one does not work.
    const ended = rejectEndedApiKey(newApiKey, time.now);
    if (ended) return ended;
    const overlapEnd = toInstant(Date.parse(time.now) + overlapHours * hourMs);
    const changes = { expiresAt: pickEarlierInstant(current.expiresAt, overlapEnd), rotation: undefined };
    return {
      body: viewApiKey({ ...current, ...changes }, time.now),
      writes: [buildApiKeyUpdate(current, changes), buildApiKeyCheck(newApiKey)],
      audit: {
        action: 'api-key.rotation-confirmed',
        resource: toApiKeyPath(current),
        changes: { newKeyId, expiresAt: changes.expiresAt },
      },
    };
  },
});
