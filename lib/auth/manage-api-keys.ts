import { toInstant } from '../domain/calendar.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { ItemWrite, WriteCondition } from '../dynamodb/item-write.ts';
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
  problem: 'key_not_found' | 'key_revoked' | 'key_expired' | 'key_changed' | 'rotation_in_progress';
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
 * Creates an API key with the same settings, which works at once beside the old one. The old API key begins to expire only when the
 * rotation is confirmed, so a lost response locks nobody out. A new one of an earlier rotation that was never confirmed is revoked. The
 * new one expires when the old one would have and has the same scopes, unless `changes` says otherwise.
 */
export async function rotateApiKey(
  repository: TableAccess,
  { tenantId, keyId }: ApiKeyIdentity,
  nowMs: number,
  changes: { expiresAt?: string | undefined; scopes?: string[] | undefined } = {},
): Promise<NewApiKey | ApiKeyProblem> {
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
  const rotation = { newKeyId: created.apiKey.keyId };
  const writes = [
    putApiKey(created.apiKey),
    updateApiKey(current, { rotation }, matchesReadRotation(current)),
    ...(await listUnconfirmedRevocations(repository, current, now)),
  ];
  return (await commitWrites(repository, ...writes)) ? created : { problem: 'key_changed' };
}

/**
 * Ends a rotation after the new API key was shown: the old one expires after an overlap, and never lives longer than before. A repeated
 * confirmation changes nothing.
 *
 * @returns the old API key
 */
export async function confirmApiKeyRotation(
  repository: TableAccess,
  { tenantId, keyId }: ApiKeyIdentity,
  newKeyId: string,
  overlapMs: number,
  nowMs: number,
): Promise<ApiKey | ApiKeyProblem> {
  const current = await findApiKey(repository, tenantId, keyId);
  if (!current) return { problem: 'key_not_found' };
  if (current.rotation?.newKeyId !== newKeyId) return { problem: 'rotation_in_progress' };
  const expiresAt = earlierInstant(current.expiresAt, toInstant(nowMs + overlapMs));
  const update = updateApiKey(current, { expiresAt, rotation: undefined }, matchesReadRotation(current));
  return (await commitWrites(repository, update))
    ? { ...current, expiresAt, rotation: undefined }
    : { problem: 'key_changed' };
}

/** Undoes a rotation whose new API key could not be shown: the new one is revoked, and the old one stays as it is. */
export async function cancelApiKeyRotation(
  repository: TableAccess,
  { tenantId, keyId }: ApiKeyIdentity,
  newKeyId: string,
  nowMs: number,
): Promise<void> {
  await revokeApiKey(repository, { tenantId, keyId: newKeyId }, nowMs);
  const current = await findApiKey(repository, tenantId, keyId);
  if (current?.rotation?.newKeyId === newKeyId)
    await commitWrites(repository, updateApiKey(current, { rotation: undefined }, matchesReadRotation(current)));
}

async function listUnconfirmedRevocations(
  repository: TableAccess,
  { tenantId, rotation }: ApiKey,
  now: string,
): Promise<ItemWrite[]> {
  const unconfirmed = rotation && (await findApiKey(repository, tenantId, rotation.newKeyId));
  return unconfirmed && unconfirmed.revokedAt === undefined
    ? [updateApiKey(unconfirmed, { revokedAt: now }, isNotRevoked)]
    : [];
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

/** Requires that the API key is not revoked, and that no other rotation was begun or confirmed since it was read. */
function matchesReadRotation({ expiresAt, rotation }: ApiKey): WriteCondition {
  const sameExpiry = expiresAt === undefined ? 'attribute_not_exists(#expiresAt)' : '#expiresAt = :readExpiresAt';
  const sameRotation = rotation === undefined ? 'attribute_not_exists(#rotation)' : '#rotation = :readRotation';
  return {
    expression: `${isNotRevoked.expression} AND ${sameExpiry} AND ${sameRotation}`,
    names: { ...isNotRevoked.names, '#expiresAt': 'expiresAt', '#rotation': 'rotation' },
    values: {
      ...(expiresAt !== undefined && { ':readExpiresAt': expiresAt }),
      ...(rotation !== undefined && { ':readRotation': rotation }),
    },
  };
}
