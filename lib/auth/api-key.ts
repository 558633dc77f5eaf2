import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import { Scope } from '../contract/scope.ts';
import type { Tenant } from '../domain/tenant.ts';
import { createItemParser, type ItemRef } from '../dynamodb/item.ts';

const apiKeyPattern = /^connect_(live|test)_([a-z0-9-]{1,32})_([0-9A-Za-z]{12})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
const base62Alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What a well-formed key says of itself. Nothing of it is true before {@link authenticateApiKey} said so. */
export interface PresentedApiKey {
  mode: Tenant['mode'];
  tenantId: string;
  keyId: string;
  /** SHA-256 of the whole text, so that no part of it can be exchanged. */
  hash: Buffer;
}

export interface ApiKey {
  tenantId: string;
  keyId: string;
  mode: Tenant['mode'];
  /** Hex. */
  hash: string;
  scopes: Scope[];
  name?: string | undefined;
  createdAt: string;
  expiresAt?: string | undefined;
  revokedAt?: string | undefined;
}

const ApiKeyItem = z.object({
  tenantId: z.string(),
  keyId: z.string(),
  mode: z.enum(['live', 'test']),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  // A scope that only a later release knows gives nothing here.
  scopes: z.array(z.string()).transform(names => names.filter(name => Scope.safeParse(name).success) as Scope[]),
  name: z.string().optional(),
  createdAt: z.string(),
  expiresAt: z.string().optional(),
  revokedAt: z.string().optional(),
}) satisfies z.ZodType<ApiKey>;

export const apiKeyRef = (tenantId: string, keyId: string): ItemRef<ApiKey> => ({
  table: 'apiKeys',
  primaryKey: { tenantId, keyId },
  parse: createItemParser(ApiKeyItem, 'apiKeys'),
});

/** Undefined unless form and checksum are right; a mistyped key costs no read. */
export function parseApiKey(text: string): PresentedApiKey | undefined {
  const match = apiKeyPattern.exec(text);
  if (!match) return undefined;
  const [, mode, tenantId, keyId, , checksumPart] = match;
  if (mode === undefined || tenantId === undefined || keyId === undefined) return undefined;
  if (computeChecksum(text.slice(0, -6)) !== checksumPart) return undefined;
  return { mode: mode as Tenant['mode'], tenantId, keyId, hash: hashSha256(text) };
}

/** A new key: the text that is shown once, and what is kept of it. */
export function generateApiKey(
  { tenantId, mode }: Pick<Tenant, 'tenantId' | 'mode'>,
  settings: Pick<ApiKey, 'scopes' | 'name' | 'createdAt' | 'expiresAt'>,
): { text: string; apiKey: ApiKey } {
  const keyId = Array.from({ length: 12 }, () => base62Alphabet[randomInt(62)]).join('');
  const secret = toBase62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43);
  const textWithoutChecksum = `connect_${mode}_${tenantId}_${keyId}_${secret}`;
  const text = textWithoutChecksum + computeChecksum(textWithoutChecksum);
  return { text, apiKey: { tenantId, keyId, mode, hash: hashSha256(text).toString('hex'), ...settings } };
}

/** Why a key gives no access, for the log; clients are told one thing for all of these. */
export type AuthenticationFailure = 'unknown' | 'mode' | 'revoked' | 'expired';

/** Who this is, decided anew for every request: nothing about keys is cached. @param now - an instant */
export function authenticateApiKey(
  presented: PresentedApiKey,
  apiKey: ApiKey | undefined,
  tenant: Tenant | undefined,
  now: string,
): AuthenticationFailure | undefined {
  // An unknown key takes the same comparison, so that time does not tell which ids exist.
  const hashMatches = timingSafeEqual(presented.hash, apiKey ? Buffer.from(apiKey.hash, 'hex') : dummyHash);
  if (!apiKey || !hashMatches || !tenant) return 'unknown';
  if (tenant.mode !== presented.mode || apiKey.mode !== presented.mode) return 'mode';
  if (apiKey.revokedAt !== undefined) return 'revoked';
  if (apiKey.expiresAt !== undefined && apiKey.expiresAt <= now) return 'expired';
  return undefined;
}

const dummyHash = Buffer.alloc(32);

const hashSha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Tells a mistyped key from a wrong one; it is no secret. */
const computeChecksum = (text: string): string => toBase62(BigInt(crc32(text)), 6);

function toBase62(value: bigint, length: number): string {
  let digits = '';
  for (let remainder = value; remainder > 0n; remainder /= 62n)
    digits = base62Alphabet[Number(remainder % 62n)] + digits;
  return digits.padStart(length, '0');
}
