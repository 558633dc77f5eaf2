import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import type { Actor } from '../contract/change-request.ts';
import { allScopes, PortalScope, sensitiveScopes } from '../contract/scope.ts';
import type { Tenant } from '../domain/tenant.ts';
import { createItemParser, type ItemCollection, type ItemRef } from '../dynamodb/item.ts';

const apiKeyPattern = /^connect_(live|test)_([a-z0-9-]{1,32})_([0-9A-Za-z]{12})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
const base62Alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** The parts of a well-formed API key. They are unverified until {@link authenticateApiKey} accepts the key. */
export interface PresentedApiKey {
  mode: Tenant['mode'];
  tenantId: string;
  keyId: string;
  /** SHA-256 of the complete text, so that no part of it can be swapped. */
  hash: Buffer;
}

export interface ApiKey {
  tenantId: string;
  keyId: string;
  mode: Tenant['mode'];
  /** SHA-256 of the complete text of the API key, in hex. */
  hash: string;
  /** Names of scopes, or `*`. A name that only a later release knows grants nothing here, and survives a rotation. */
  scopes: string[];
  name?: string | undefined;
  createdAt: string;
  expiresAt?: string | undefined;
  revokedAt?: string | undefined;
  /** The API key that replaces this one, until it was shown and the rotation is confirmed. */
  rotation?: { newKeyId: string } | undefined;
  /** Absent for API keys of earlier releases. */
  createdBy?: (Actor & { name?: string | undefined }) | undefined;
  /** The day (UTC) of the last request. */
  lastUsedOn?: string | undefined;
  /** Incremented by every change, except that of `lastUsedOn`. Absent for API keys of earlier releases. */
  version?: number | undefined;
}

const ApiKeyItem = z.object({
  tenantId: z.string(),
  keyId: z.string(),
  mode: z.enum(['live', 'test']),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  scopes: z.array(z.string()),
  name: z.string().optional(),
  createdAt: z.string(),
  expiresAt: z.string().optional(),
  revokedAt: z.string().optional(),
  rotation: z.object({ newKeyId: z.string() }).optional(),
  createdBy: z
    .object({ type: z.enum(['API_KEY', 'USER', 'TOOL']), id: z.string(), name: z.string().optional() })
    .optional(),
  lastUsedOn: z.string().optional(),
  version: z.int().min(1).optional(),
}) satisfies z.ZodType<ApiKey>;

export const apiKeyRef = (tenantId: string, keyId: string): ItemRef<ApiKey> => ({
  table: 'apiKeys',
  primaryKey: { tenantId, keyId },
  parse: createItemParser(ApiKeyItem, 'apiKeys'),
});

/** Parses an API key. Returns undefined if format or checksum is wrong, so that a mistyped key costs no read. */
export function parseApiKey(text: string): PresentedApiKey | undefined {
  const match = apiKeyPattern.exec(text);
  if (!match) return undefined;
  const [, mode, tenantId, keyId, , checksumPart] = match;
  if (mode === undefined || tenantId === undefined || keyId === undefined) return undefined;
  if (computeChecksum(text.slice(0, -6)) !== checksumPart) return undefined;
  return { mode: mode as Tenant['mode'], tenantId, keyId, hash: hashSha256(text) };
}

/** The collection of all API keys of a tenant. */
export const apiKeysRef = (tenantId: string): ItemCollection<ApiKey> => ({
  table: 'apiKeys',
  partitionKey: tenantId,
  parse: createItemParser(ApiKeyItem, 'apiKeys'),
});

/**
 * Generates an API key: the text, which is shown once, and the item to store.
 *
 * @param bytes - 64 random bytes; the same bytes generate the same API key
 */
export function generateApiKey(
  { tenantId, mode }: Pick<Tenant, 'tenantId' | 'mode'>,
  settings: Pick<ApiKey, 'scopes' | 'name' | 'createdAt' | 'expiresAt' | 'createdBy'>,
  bytes: Buffer = randomBytes(64),
): { text: string; apiKey: ApiKey } {
  const secret = toBase62(toNumber(bytes.subarray(0, 32)), 43);
  const keyId = toBase62(toNumber(bytes.subarray(32, 64)) % 62n ** 12n, 12);
  const textWithoutChecksum = `connect_${mode}_${tenantId}_${keyId}_${secret}`;
  const text = textWithoutChecksum + computeChecksum(textWithoutChecksum);
  return { text, apiKey: { tenantId, keyId, mode, hash: hashSha256(text).toString('hex'), ...settings, version: 1 } };
}

/** The reason why an API key or a portal user was rejected. It is only logged; clients get the same response for all reasons. */
export type AuthenticationFailure = 'unknown' | 'mode' | 'revoked' | 'expired';

/** Authenticates an API key. This runs for every request, because nothing about API keys is cached. Returns the reason of a rejection. */
export function authenticateApiKey(
  presented: PresentedApiKey,
  apiKey: ApiKey | undefined,
  tenant: Tenant | undefined,
  now: string,
): AuthenticationFailure | undefined {
  // An unknown API key goes through the same comparison, so that timing does not reveal which key IDs exist.
  const hashMatches = timingSafeEqual(presented.hash, apiKey ? Buffer.from(apiKey.hash, 'hex') : dummyHash);
  if (!apiKey || !hashMatches || !tenant) return 'unknown';
  if (tenant.mode !== presented.mode || apiKey.mode !== presented.mode) return 'mode';
  if (apiKey.revokedAt !== undefined) return 'revoked';
  if (apiKey.expiresAt !== undefined && apiKey.expiresAt <= now) return 'expired';
  return undefined;
}

/** Returns true if the scopes of an API key include a scope. `*` includes all but the sensitive ones and those of the portal. */
export const hasScope = ({ scopes }: Pick<ApiKey, 'scopes'>, scope: string): boolean =>
  !isPortalScope(scope) && (scopes.includes(scope) || (scopes.includes(allScopes) && !isSensitiveScope(scope)));

const isSensitiveScope = (scope: string): boolean => sensitiveScopes.some(sensitive => sensitive === scope);
export const isPortalScope = (scope: string): boolean => PortalScope.safeParse(scope).success;

const dummyHash = Buffer.alloc(32);

const hashSha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Computes the checksum, which distinguishes a mistyped API key from a wrong one. The checksum is not a secret. */
const computeChecksum = (text: string): string => toBase62(BigInt(crc32(text)), 6);

const toNumber = (bytes: Buffer): bigint => BigInt(`0x${bytes.toString('hex')}`);

function toBase62(value: bigint, length: number): string {
  let digits = '';
  for (let remainder = value; remainder > 0n; remainder /= 62n)
    digits = base62Alphabet[Number(remainder % 62n)] + digits;
  return digits.padStart(length, '0');
}
