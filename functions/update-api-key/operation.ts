import { apiKeyRef } from '../../lib/auth/api-key.ts';
import {
  buildApiKeyUpdate,
  changeScopes,
  rejectEndedApiKey,
  toApiKeyPath,
  viewApiKey,
} from '../../lib/auth/change-api-keys.ts';
import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const updateApiKey = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ apiKey: apiKeyRef(tenantId, path.keyId) }),

  decide({ apiKey }, { body: { name, addScopes = [], removeScopes = [] } }, { time }) {
    if (!apiKey) return createBusinessError('api_key_not_found');
    const ended = rejectEndedApiKey(apiKey, time.now);
    if (ended) return ended;
    const scopes = changeScopes(apiKey.scopes, addScopes, removeScopes);
    if ('invalidRequest' in scopes) return scopes;
    const changed = { ...apiKey, name: name ?? apiKey.name, scopes };
    const body = viewApiKey(changed, time.now);
    const changes = {
      ...(changed.name !== apiKey.name && { name: changed.name }),
      ...(String(scopes) !== String(apiKey.scopes) && { scopes }),
    };
    if (Object.keys(changes).length === 0) return { body };
    return {
      body,
      writes: [buildApiKeyUpdate(apiKey, changes)],
      audit: { action: 'api-key.updated', resource: toApiKeyPath(apiKey), changes },
    };
  },
});
