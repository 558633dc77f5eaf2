import { toInstant } from '../domain/calendar.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { WriteCondition } from '../dynamodb/item-write.ts';
import { commitWrites, type TableAccess } from '../dynamodb/table-access.ts';
import { type ApiKey, generateApiKey } from './api-key.ts';
import { findApiKey, putApiKey, updateApiKey } from './api-key-repository.ts';

/** A newly created API key. Its text is stored nowhere else. */
export interface NewApiKey {
  text: string;
  apiKey: ApiKey;
}

/** The reason why an API key cannot be changed. */
export interface ApiKeyProblem {
  problem: 'key_not_found' | 'key_revoked' | 'key_expired' | 'key_changed';
}

export type ApiKeyState = 'active' | 'expired' | 'revoked';

type ApiKeySettings = Pick<ApiKey, 'scopes' | 'name' | 'expiresAt'>;
type ApiKeyIdentity = Pick<ApiKey, 'tenantId' | 'keyId'>;

/** Derives the state of an API key at an instant. */
export function toApiKeyState({ revokedAt, expiresAt }: ApiKey, now: string): ApiKeyState {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'active';
}

/** Creates an API key in the mode of the tenant. */
export async function createApiKey(
  repository: TableAccess,
  tenant: Tenant,
  settings: ApiKeySettings,
  nowMs: number,
): Promise<NewApiKey> {
  const created = generateApiKey(tenant, { ...settings, createdAt: toInstant(nowMs) });
  if (await commitWrites(repository, putApiKey(created.apiKey))) return created;
  throw new Error(`There is a key ${created.apiKey.keyId} already; try again.`);
}

/**
 * Creates an API key with the same settings and lets the old one expire after an overlap, in one transaction. The old API key
 * never lives longer than before. The new one expires when the old one would have and has the same scopes, unless `changes` says otherwise.
 */
export async function rotateApiKey(
  repository: TableAccess,
  { tenantId, keyId }: ApiKeyIdentity,
  overlapMs: number,
  nowMs: number,
  changes: { expiresAt?: string | undefined; scopes?: string[] | undefined } = {},
): Promise<(NewApiKey & { old: ApiKey }) | ApiKeyProblem> {
  const now = toInstant(nowMs);
  const current = await findApiKey(repository, tenantId, keyId);
  if (!current) return { problem: 'key_not_found' };
  const state = toApiKeyState(current, now);
  if (state !== 'active') return { problem: state === 'revoked' ? 'key_revoked' : 'key_expired' };

  const { mode, scopes, name, expiresAt } = current;
  const created = generateApiKey(
    { tenantId, mode },
    { scopes: changes.scopes ?? scopes, name, expiresAt: changes.expiresAt ?? expiresAt, createdAt: now },
  );
  const old = { ...current, expiresAt: earlierInstant(expiresAt, toInstant(nowMs + overlapMs)) };
  const expiryWrite = updateApiKey(current, { expiresAt: old.expiresAt }, matchesReadExpiry(current));
  return (await commitWrites(repository, putApiKey(created.apiKey), expiryWrite))
    ? { ...created, old }
    : { problem: 'key_changed' };
}

/** Changes the scopes of an active API key, starting with the next request. Returns the changed key. */
export async function updateApiKeyScopes(
  repository: TableAccess,
  { tenantId, keyId }: ApiKeyIdentity,
  change: (scopes: string[]) => string[],
  nowMs: number,
): Promise<ApiKey | ApiKeyProblem> {
  const current = await findApiKey(repository, tenantId, keyId);
  if (!current) return { problem: 'key_not_found' };
  const state = toApiKeyState(current, toInstant(nowMs));
  if (state !== 'active') return { problem: state === 'revoked' ? 'key_revoked' : 'key_expired' };
  const scopes = change(current.scopes);
  const update = updateApiKey(current, { scopes }, matchesReadScopes(current));
  return (await commitWrites(repository, update)) ? { ...current, scopes } : { problem: 'key_changed' };
}

/** Revokes an API key permanently, starting with the next request. A repeated revocation keeps the first time. */
export async function revokeApiKey(
  repository: TableAccess,
  { tenantId, keyId }: ApiKeyIdentity,
  nowMs: number,
): Promise<ApiKey | ApiKeyProblem> {
  const current = await findApiKey(repository, tenantId, keyId);
  if (!current) return { problem: 'key_not_found' };
  if (current.revokedAt !== undefined) return current;
  const revokedAt = toInstant(nowMs);
  if (await commitWrites(repository, updateApiKey(current, { revokedAt }, isNotRevoked)))
    return { ...current, revokedAt };
  const changed = await findApiKey(repository, tenantId, keyId);
  return changed?.revokedAt === undefined ? { problem: 'key_changed' } : changed;
}

const earlierInstant = (one: string | undefined, other: string): string =>
  one !== undefined && one < other ? one : other;

/** Requires that the API key exists and is not revoked. */
const isNotRevoked: WriteCondition = {
  expression: 'attribute_exists(#keyId) AND attribute_not_exists(#revokedAt)',
  names: { '#keyId': 'keyId', '#revokedAt': 'revokedAt' },
  values: {},
};

/** Requires that the API key is not revoked and still has the scopes that were read. */
const matchesReadScopes = ({ scopes }: ApiKey): WriteCondition => ({
  expression: `${isNotRevoked.expression} AND #scopes = :readScopes`,
  names: { ...isNotRevoked.names, '#scopes': 'scopes' },
  values: { ':readScopes': scopes },
});

/** Requires that the API key is not revoked and still has the expiry that was read. */
function matchesReadExpiry({ expiresAt }: ApiKey): WriteCondition {
  const same = expiresAt === undefined ? 'attribute_not_exists(#expiresAt)' : '#expiresAt = :readExpiresAt';
  return {
    expression: `${isNotRevoked.expression} AND ${same}`,
    names: { ...isNotRevoked.names, '#expiresAt': 'expiresAt' },
    values: expiresAt === undefined ? {} : { ':readExpiresAt': expiresAt },
  };
}
