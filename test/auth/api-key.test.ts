import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ApiKey, authenticateApiKey, generateApiKey, parseApiKey } from '../../lib/auth/api-key.ts';
import type { Tenant } from '../../lib/domain/tenant.ts';
import { computeKeyChecksum, repairChecksum } from '../support/api-key-checksum.ts';

const tenant: Tenant = { tenantId: 'acme-1', mode: 'test', timeZone: 'UTC', billingManaged: false };
const terms = { scopes: ['licenses:read' as const], createdAt: '2024-01-01T00:00:00.000Z' };
const createTestApiKey = (more: Partial<Tenant> = {}) => generateApiKey({ ...tenant, ...more }, terms);
const wordOfLength = (length: number) => fc.stringMatching(new RegExp(`^[0-9A-Za-z]{${length}}$`));

describe('a new API key', () => {
  it('has the documented format and a constant length', () => {
    const form = /^connect_test_acme-1_[0-9A-Za-z]{12}_[0-9A-Za-z]{49}$/;
    for (let n = 0; n < 200; n++) expect(createTestApiKey().text).toMatch(form);
    expect(createTestApiKey({ mode: 'live' }).text).toMatch(/^connect_live_/);
  });

  it('is different each time, in every random part', () => {
    const texts = Array.from({ length: 500 }, () => createTestApiKey().text.split('_'));
    expect(new Set(texts.map(parts => parts[3])).size).toBe(500);
    expect(new Set(texts.map(parts => parts[4])).size).toBe(500);
  });

  it('ends with the CRC-32 of everything before it', () => {
    for (let n = 0; n < 50; n++) {
      const { text } = createTestApiKey();
      expect(text.slice(-6)).toBe(computeKeyChecksum(text.slice(0, -6)));
    }
  });

  it('is stored as the SHA-256 of its complete text, without the text', () => {
    const { text, apiKey } = createTestApiKey();
    expect(apiKey.hash).toBe(createHash('sha256').update(text).digest('hex'));
    expect(apiKey).toEqual({
      tenantId: 'acme-1',
      keyId: text.split('_')[3],
      mode: 'test',
      hash: apiKey.hash,
      ...terms,
      version: 1,
    });
    expect(JSON.stringify(apiKey)).not.toContain(text.split('_')[4]);
  });

  it('is parsed into its parts', () => {
    const { text, apiKey } = createTestApiKey({ mode: 'live' });
    const hash = Buffer.from(apiKey.hash, 'hex');
    expect(parseApiKey(text)).toEqual({ mode: 'live', tenantId: 'acme-1', keyId: apiKey.keyId, hash });
  });
});

describe('the checksum', () => {
  it('equals an independent computation for any API key, including leading zeros', () => {
    let padded = 0;
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9-]{1,32}$/),
        wordOfLength(12),
        wordOfLength(43),
        (tenantId, keyId, secret) => {
          const text = repairChecksum(`connect_test_${tenantId}_${keyId}_${secret}------`);
          if (text.at(-6) === '0') padded += 1;
          expect(parseApiKey(text)).toMatchObject({ tenantId, keyId });
        },
      ),
      { seed: 7, numRuns: 300 },
    );
    expect(padded).toBeGreaterThan(10);
  });

  it('detects every single mistyped character', () => {
    const { text } = createTestApiKey();
    for (let at = 'connect_test_'.length; at < text.length; at++) {
      const other = text[at] === 'a' ? 'b' : 'a';
      expect(parseApiKey(text.slice(0, at) + other + text.slice(at + 1))).toBeUndefined();
    }
  });

  it('detects swapped neighbouring characters', () => {
    const text = repairChecksum(`connect_test_acme_abcdefABCDEF_${'xY0'.repeat(14)}Q------`);
    for (let at = 18; at < text.length - 1; at++) {
      const swapped = text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2);
      if (swapped !== text) expect(parseApiKey(swapped)).toBeUndefined();
    }
  });
});

describe('a text that is not an API key', () => {
  const { text } = createTestApiKey();

  it.each([
    ['nothing', ''],
    ['a word', 'secret'],
    ['a key with a blank before it', ` ${text}`],
    ['a key with a line break behind it', `${text}\n`],
    ['a key that is cut short', text.slice(0, -1)],
    ['a key that is too long', `${text}0`],
    ['a key of another kind', repairChecksum(text.replace('connect_', 'connekt_'))],
    ['a key of another mode', repairChecksum(text.replace('_test_', '_prod_'))],
    ['a key of no tenant', repairChecksum(text.replace('acme-1', ''))],
    ['a key of a tenant in capitals', repairChecksum(text.replace('acme-1', 'ACME'))],
    ['a key of a tenant with 33 characters', repairChecksum(text.replace('acme-1', 'a'.repeat(33)))],
    ['a key of a tenant with a hash', repairChecksum(text.replace('acme-1', 'ac#me'))],
    ['a key in capitals', text.toUpperCase()],
    ['two keys', `${text}, ${text}`],
    ['a secret in base64', repairChecksum(text.replace(/.{7}$/, '+------'))],
    ['a very long text', 'connect_test_'.repeat(10_000)],
  ])('is not taken for one: %s', (_case, wrong) => {
    expect(parseApiKey(wrong)).toBeUndefined();
  });
});

describe('a presented API key', () => {
  const { text, apiKey } = createTestApiKey();
  const now = '2024-01-15T09:30:00.000Z';
  const denial = (stored: Partial<ApiKey> | undefined, owner: Tenant | null = tenant, presentedText = text) => {
    const presented = parseApiKey(presentedText);
    if (!presented) throw new Error('The text is no key.');
    return authenticateApiKey(presented, stored && { ...apiKey, ...stored }, owner ?? undefined, now);
  };

  it('grants access if everything matches', () => {
    expect(denial({})).toBeUndefined();
    expect(denial({ expiresAt: '2024-01-15T09:30:00.001Z' })).toBeUndefined();
  });

  it('grants none if it or its tenant is unknown', () => {
    expect(denial(undefined)).toBe('unknown');
    expect(denial({}, null)).toBe('unknown');
  });

  it('grants none if any part was swapped, although the checksum is right', () => {
    const secret = repairChecksum(text.replace(/.(.{6})$/, (_, rest) => `${text.at(-7) === 'a' ? 'b' : 'a'}${rest}`));
    for (const exchanged of [
      repairChecksum(text.replace('acme-1', 'acme-2')),
      repairChecksum(text.replace('_test_', '_live_')),
      secret,
    ]) {
      expect(exchanged).not.toBe(text);
      expect(denial({}, tenant, exchanged)).toBe('unknown');
    }
  });

  it('grants none if its mode is not that of the tenant', () => {
    expect(denial({}, { ...tenant, mode: 'live' })).toBe('mode');
    expect(denial({ mode: 'live' })).toBe('mode');
  });

  it('grants none once it is revoked', () => {
    expect(denial({ revokedAt: '2024-01-15T09:29:59.000Z' })).toBe('revoked');
  });

  it('grants none from the instant of its expiry on', () => {
    expect(denial({ expiresAt: now })).toBe('expired');
    expect(denial({ expiresAt: '2023-12-31T00:00:00.000Z' })).toBe('expired');
  });
});
