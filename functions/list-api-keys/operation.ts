import { type ApiKey, apiKeysRef } from '../../lib/auth/api-key.ts';
import { viewApiKey } from '../../lib/auth/change-api-keys.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

const compareNewestFirst = (one: ApiKey, other: ApiKey): number => (one.createdAt < other.createdAt ? 1 : -1);

export const listApiKeys = defineOperation(endpoint, {
  reads: (_, tenantId) => ({ apiKeys: apiKeysRef(tenantId) }),

  decide: ({ apiKeys }, _, { time }) => ({
    body: { items: apiKeys.toSorted(compareNewestFirst).map(apiKey => viewApiKey(apiKey, time.now)) },
  }),
});
