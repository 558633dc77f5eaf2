import type { PortalApiKey } from '../contract/portal-api-key.ts';
import { allScopes } from '../contract/scope.ts';
import {
  type BusinessError,
  createBusinessError,
  createInvalidRequest,
  type InvalidRequest,
} from '../domain/domain-error.ts';
import type { Tenant } from '../domain/tenant.ts';
import { type ItemWrite, requireAbsent, requireAll, requireVersion, type UpdateWrite } from '../dynamodb/item-write.ts';
import { type ApiKey, apiKeyRef, generateApiKey } from './api-key.ts';
import type { AuthenticatedCaller } from './caller.ts';

/** The parts of a request that a change of API keys depends on. */
export interface ApiKeyChangeContext {
  tenant: Tenant;
  caller: AuthenticatedCaller;
  time: { now: string };
  createSecretBytes(): Buffer;
}

export const toApiKeyPath = ({ keyId }: Pick<ApiKey, 'keyId'>): string => `/portal/api-keys/${keyId}`;

/** Derives the state of an API key at an instant. */
function toApiKeyState({ revokedAt, expiresAt }: ApiKey, now: string): PortalApiKey['state'] {
  if (revokedAt !== undefined) return 'REVOKED';
  return expiresAt !== undefined && expiresAt <= now ? 'EXPIRED' : 'ACTIVE';
}

/** Converts an API key to its view, which contains no hash. */
export const viewApiKey = (apiKey: ApiKey, now: string): PortalApiKey => {
  const { keyId, name, mode, scopes, createdAt, createdBy, lastUsedOn, expiresAt, revokedAt, rotation } = apiKey;
  const state = toApiKeyState(apiKey, now);
  return { keyId, name, state, mode, scopes, createdAt, createdBy, lastUsedOn, expiresAt, revokedAt, rotation };
};

/** Creates an API key in the mode of the tenant, which its caller has created. */
export function createNewApiKey(
  settings: Pick<ApiKey, 'scopes' | 'name' | 'expiresAt'>,
  { tenant, caller, time, createSecretBytes }: ApiKeyChangeContext,
): { text: string; apiKey: ApiKey } {
  const { actor, user } = caller;
  const createdBy = { ...actor, ...(user && { name: user.name ?? user.email }) };
  return generateApiKey(tenant, { ...settings, createdAt: time.now, createdBy }, createSecretBytes());
}

/** Returns an error if an API key cannot be changed any more. */
export function rejectEndedApiKey(apiKey: ApiKey, now: string): BusinessError | undefined {
  return toApiKeyState(apiKey, now) === 'ACTIVE' ? undefined : createBusinessError('api_key_ended');
}

/** Returns an error if the expiry of a new API key is not in the future. */
export const rejectPastExpiry = (expiresAt: string | undefined, now: string): InvalidRequest | undefined =>
  expiresAt !== undefined && expiresAt <= now ? createInvalidRequest('expiresAt', 'must be in the future') : undefined;

/** Adds and removes scopes. Unknown ones, which a later release has granted, stay. */
export function changeScopes(
  scopes: readonly string[],
  added: readonly string[],
  removed: readonly string[],
): string[] | InvalidRequest {
  const covered = removed.find(scope => !scopes.includes(scope) && scopes.includes(allScopes));
  if (covered !== undefined && !removed.includes(allScopes)) {
    return createInvalidRequest(
      'removeScopes',
      `names ${covered}, which the API key has because of ${allScopes}`,
      `Remove ${allScopes}, and add the scopes that the API key needs.`,
    );
  }
  const result = [...new Set([...scopes, ...added])].filter(scope => !removed.includes(scope));
  if (result.length > 0) return result;
  return createInvalidRequest('removeScopes', 'would leave no scope', 'Revoke the API key instead.');
}

/** Builds the write that adds a new API key. */
export const buildApiKeyPut = (apiKey: ApiKey): ItemWrite => {
  const { table, primaryKey } = apiKeyRef(apiKey.tenantId, apiKey.keyId);
  return { kind: 'put', table, primaryKey, item: { ...apiKey }, condition: requireAbsent('keyId') };
};

/** Builds the write that changes an API key, if nothing else has changed it since it was read. Recording its last use is no change. */
export const buildApiKeyUpdate = (apiKey: ApiKey, set: Partial<ApiKey>): UpdateWrite => {
  const { table, primaryKey } = apiKeyRef(apiKey.tenantId, apiKey.keyId);
  const version = (apiKey.version ?? 0) + 1;
  return { kind: 'update', table, primaryKey, set: { ...set, version }, condition: requireSameApiKey(apiKey) };
};

/** Builds the check that nothing has changed an API key since it was read. */
export const buildApiKeyCheck = (apiKey: ApiKey): ItemWrite => {
  const { table, primaryKey } = apiKeyRef(apiKey.tenantId, apiKey.keyId);
  return { kind: 'check', table, primaryKey, condition: requireSameApiKey(apiKey) };
};

/** API keys of earlier releases have no version until they are changed. */
const requireSameApiKey = ({ hash, version }: ApiKey) =>
  version === undefined
    ? requireAll(requireAbsent('version'), {
        expression: '#hash = :hash',
        names: { '#hash': 'hash' },
        values: { ':hash': hash },
      })
    : requireVersion(version);

/** Returns the earlier of an instant and one that may be absent. */
export const pickEarlierInstant = (one: string | undefined, other: string): string =>
  one !== undefined && one < other ? one : other;
