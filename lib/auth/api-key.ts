import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import * as z from 'zod';
import type { Tenant } from '../domain/entity.ts';
import { Scope } from '../schemas/scope.ts';
import { parserOf, type Ref } from '../store/item.ts';

const form = /^connect_(live|test)_([a-z0-9-]{1,32})_([0-9A-Za-z]{12})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** What a well-formed key says of itself. Nothing of it is true before {@link authenticate} said so. */
export interface PresentedKey {
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

export const apiKeyRef = (tenantId: string, keyId: string): Ref<ApiKey> => ({
  table: 'apiKeys',
  key: { tenantId, keyId },
  parse: parserOf(ApiKeyItem, 'apiKeys'),
});

/** Undefined unless form and checksum are right; a mistyped key costs no read. */
export function readApiKey(text: string): PresentedKey | undefined {
  const match = form.exec(text);
  if (!match) return undefined;
  const [, mode, tenantId, keyId, , sum] = match;
  if (mode === undefined || tenantId === undefined || keyId === undefined) return undefined;
  if (checksum(text.slice(0, -6)) !== sum) return undefined;
  return { mode: mode as Tenant['mode'], tenantId, keyId, hash: sha256(text) };
}

/** A new key: the text that is shown once, and what is kept of it. */
export function makeApiKey(
  { tenantId, mode }: Pick<Tenant, 'tenantId' | 'mode'>,
  terms: Pick<ApiKey, 'scopes' | 'name' | 'createdAt' | 'expiresAt'>,
): { text: string; apiKey: ApiKey } {
  const keyId = Array.from({ length: 12 }, () => alphabet[randomInt(62)]).join('');
  const secret = base62(BigInt(`0x${randomBytes(32).toString('hex')}`), 43);
  const unsigned = `connect_${mode}_${tenantId}_${keyId}_${secret}`;
  const text = unsigned + checksum(unsigned);
  return { text, apiKey: { tenantId, keyId, mode, hash: sha256(text).toString('hex'), ...terms } };
}

/** Why a key gives no access, for the log; clients are told one thing for all of these. */
export type Denial = 'unknown' | 'mode' | 'revoked' | 'expired';

/** Who this is, decided anew for every request: nothing about keys is cached. @param now - an instant */
export function authenticate(
  presented: PresentedKey,
  apiKey: ApiKey | undefined,
  tenant: Tenant | undefined,
  now: string,
): Denial | undefined {
  // An unknown key takes the same comparison, so that time does not tell which ids exist.
  const known = timingSafeEqual(presented.hash, apiKey ? Buffer.from(apiKey.hash, 'hex') : dummy);
  if (!apiKey || !known || !tenant) return 'unknown';
  if (tenant.mode !== presented.mode || apiKey.mode !== presented.mode) return 'mode';
  if (apiKey.revokedAt !== undefined) return 'revoked';
  if (apiKey.expiresAt !== undefined && apiKey.expiresAt <= now) return 'expired';
  return undefined;
}

const dummy = Buffer.alloc(32);

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Tells a mistyped key from a wrong one; it is no secret. */
const checksum = (text: string): string => base62(BigInt(crc32(text)), 6);

function base62(value: bigint, length: number): string {
  let digits = '';
  for (let rest = value; rest > 0n; rest /= 62n) digits = alphabet[Number(rest % 62n)] + digits;
  return digits.padStart(length, '0');
}
