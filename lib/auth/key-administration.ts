import { toInstant } from '../domain/calendar.ts';
import type { Tenant } from '../domain/entity.ts';
import type { Condition } from '../store/write.ts';
import { type ApiKey, makeApiKey } from './api-key.ts';
import { changeKey, commitWrites, findKey, type KeyStore, putKey } from './key-store.ts';

/** A key that was just made: its text is nowhere else. */
export interface NewKey {
  text: string;
  apiKey: ApiKey;
}

/** Why a key cannot be changed. */
export interface KeyProblem {
  problem: 'key_not_found' | 'key_revoked' | 'key_expired' | 'key_changed';
}

export type KeyState = 'active' | 'expired' | 'revoked';

type KeyTerms = Pick<ApiKey, 'scopes' | 'name' | 'expiresAt'>;
type KeyName = Pick<ApiKey, 'tenantId' | 'keyId'>;

/** What the key is worth at an instant. */
export function stateOf({ revokedAt, expiresAt }: ApiKey, now: string): KeyState {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'active';
}

/** Makes a key of the tenant's mode. */
export async function createKey(store: KeyStore, tenant: Tenant, terms: KeyTerms, nowMs: number): Promise<NewKey> {
  const made = makeApiKey(tenant, { ...terms, createdAt: toInstant(nowMs) });
  if (await commitWrites(store, putKey(made.apiKey))) return made;
  throw new Error(`There is a key ${made.apiKey.keyId} already; try again.`);
}

/**
 * Makes a key on the same terms and lets the old one expire after an overlap, both or neither. The old one never lives longer
 * than it would have, and the new one not either, unless it is told when it expires.
 */
export async function rotateKey(
  store: KeyStore,
  { tenantId, keyId }: KeyName,
  overlapMs: number,
  nowMs: number,
  newExpiresAt?: string,
): Promise<(NewKey & { old: ApiKey }) | KeyProblem> {
  const now = toInstant(nowMs);
  const found = await findKey(store, tenantId, keyId);
  if (!found) return { problem: 'key_not_found' };
  const state = stateOf(found, now);
  if (state !== 'active') return { problem: state === 'revoked' ? 'key_revoked' : 'key_expired' };

  const { mode, scopes, name, expiresAt } = found;
  const made = makeApiKey({ tenantId, mode }, { scopes, name, expiresAt: newExpiresAt ?? expiresAt, createdAt: now });
  const old = { ...found, expiresAt: earlier(expiresAt, toInstant(nowMs + overlapMs)) };
  const ending = changeKey(found, { expiresAt: old.expiresAt }, isAsRead(found));
  return (await commitWrites(store, putKey(made.apiKey), ending)) ? { ...made, old } : { problem: 'key_changed' };
}

/** Ends a key for good, from the next request on. The first revocation is the one that is kept. */
export async function revokeKey(
  store: KeyStore,
  { tenantId, keyId }: KeyName,
  nowMs: number,
): Promise<ApiKey | KeyProblem> {
  const found = await findKey(store, tenantId, keyId);
  if (!found) return { problem: 'key_not_found' };
  if (found.revokedAt !== undefined) return found;
  const revokedAt = toInstant(nowMs);
  if (await commitWrites(store, changeKey(found, { revokedAt }, isNotRevoked))) return { ...found, revokedAt };
  const changed = await findKey(store, tenantId, keyId);
  return changed?.revokedAt === undefined ? { problem: 'key_changed' } : changed;
}

const earlier = (one: string | undefined, other: string): string => (one !== undefined && one < other ? one : other);

/** It is there, and nobody has ended it. */
const isNotRevoked: Condition = {
  expression: 'attribute_exists(#keyId) AND attribute_not_exists(#revokedAt)',
  names: { '#keyId': 'keyId', '#revokedAt': 'revokedAt' },
  values: {},
};

/** Nobody has ended it, and its expiry is still the one that the new expiry was compared with. */
function isAsRead({ expiresAt }: ApiKey): Condition {
  const same = expiresAt === undefined ? 'attribute_not_exists(#expiresAt)' : '#expiresAt = :readExpiresAt';
  return {
    expression: `${isNotRevoked.expression} AND ${same}`,
    names: { ...isNotRevoked.names, '#expiresAt': 'expiresAt' },
    values: expiresAt === undefined ? {} : { ':readExpiresAt': expiresAt },
  };
}
