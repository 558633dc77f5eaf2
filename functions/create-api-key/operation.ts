import {
  buildApiKeyPut,
  createNewApiKey,
  rejectPastExpiry,
  toApiKeyPath,
  viewApiKey,
} from '../../lib/auth/change-api-keys.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const createApiKey = defineOperation(endpoint, {
  reads: () => ({}),

  decide(_, { body: { name, scopes, expiresAt } }, context) {
    const { now } = context.time;
    const pastExpiry = rejectPastExpiry(expiresAt, now);
    if (pastExpiry) return pastExpiry;
    const settings = { name, scopes: [...new Set(scopes)], expiresAt };
    const { text, apiKey } = createNewApiKey(settings, context);
    return {
      body: { apiKey: viewApiKey(apiKey, now) },
      secret: text,
      writes: [buildApiKeyPut(apiKey)],
      audit: { action: 'api-key.created', resource: toApiKeyPath(apiKey), changes: settings },
    };
  },
});
