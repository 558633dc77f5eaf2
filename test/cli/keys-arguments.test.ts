import { describe, expect, it } from 'vitest';
import { viewApiKey } from '../../lib/auth/change-api-keys.ts';
import { Scope } from '../../lib/contract/scope.ts';
import { formatApiKeyTable } from '../../tools/cli/api-key-table.ts';
import {
  parseApiKeyExpiry,
  parseApiKeyId,
  parseApiKeyName,
  parseDuration,
  parseScopes,
  parseTenantId,
} from '../../tools/cli/argument-parsers.ts';

const hour = 3600 * 1000;

describe('the arguments of npx connect-api keys', () => {
  it('parses valid values', () => {
    expect(parseScopes('licenses:read, licenses:write,licenses:read')).toEqual(['licenses:read', 'licenses:write']);
    expect(parseDuration('0d')).toBe(0);
    expect(parseDuration('7d')).toBe(7 * 24 * hour);
    expect(parseDuration('12h')).toBe(12 * hour);
    expect(parseApiKeyExpiry('2027-01-31')).toEqual({ on: '2027-01-31' });
    expect(parseApiKeyExpiry('30d')).toEqual({ afterMs: 30 * 24 * hour });
    expect(parseTenantId('acme-1')).toBe('acme-1');
    expect(parseApiKeyName('Kasse')).toBe('Kasse');
    expect(parseApiKeyId('0aZ0aZ0aZ0aZ')).toBe('0aZ0aZ0aZ0aZ');
  });

  it.each([
    [parseScopes, ['', 'licenses', 'licenses:read,', 'licenses:*']],
    [parseDuration, ['', '7', 'd', '-1d', '1.5d', '7w', '9999d', '999999999d', '1d ']],
    [parseApiKeyExpiry, ['', '2027-02-30', '2027-1-1', '2027-01-31T00:00:00Z', '0d', 'never']],
    [parseTenantId, ['', 'A', 'a_b', 'a'.repeat(33)]],
    [parseApiKeyName, ['', 'x'.repeat(101), '\0', '\ud800']],
    [parseApiKeyId, ['', 'short', 'connect_test_demo_0aZ0aZ0aZ0aZ_x']],
  ])('refuses invalid values: %o', (read, texts) => {
    for (const text of texts) expect(() => read(text), text).toThrow(/./);
  });
});

describe('the table of API keys', () => {
  it('shows the API keys without their hashes', () => {
    const base = { tenantId: 't', mode: 'test' as const, hash: 'f'.repeat(64), createdAt: '2024-01-01T00:00:00.000Z' };
    const ended = { expiresAt: '2024-02-01T00:00:00.000Z', revokedAt: base.createdAt, lastUsedOn: '2024-01-01' };
    const apiKeys = [
      { ...base, keyId: 'aaaaaaaaaaaa', scopes: ['licenses:read'], name: 'bad\u001b[2Jone' },
      { ...base, keyId: 'bbbbbbbbbbbb', scopes: [], ...ended },
    ].map(apiKey => viewApiKey(apiKey, '2024-01-02T00:00:00.000Z'));
    expect(formatApiKeyTable(apiKeys).split('\n')).toEqual([
      'KEY           NAME        STATE               LAST USED   SCOPES',
      'aaaaaaaaaaaa  bad?[2Jone  active              never       licenses:read',
      'bbbbbbbbbbbb  -           revoked 2024-01-01  2024-01-01  -',
    ]);
    expect(JSON.stringify(apiKeys)).not.toContain('ffff');
  });

  it('fits into 80 columns', () => {
    const base = { tenantId: 't', mode: 'test' as const, hash: 'f'.repeat(64), createdAt: '2024-01-01T00:00:00.000Z' };
    const long = {
      expiresAt: '2024-02-01T00:00:00.000Z',
      lastUsedOn: '2024-01-01',
      name: 'Billing of the north region',
    };
    const apiKeys = [
      { ...base, ...long, keyId: 'aaaaaaaaaaaa', scopes: Scope.options },
      { ...base, ...long, keyId: 'bbbbbbbbbbbb', scopes: ['product-offerings:read', 'orders:read'] },
      { ...base, keyId: 'cccccccccccc', scopes: ['*', 'sims:read', 'sims:codes', 'porting:read'] },
      { ...base, keyId: 'dddddddddddd', scopes: ['product-offerings:read'] },
    ].map(apiKey => viewApiKey(apiKey, '2024-01-02T00:00:00.000Z'));
    const lines = formatApiKeyTable(apiKeys).split('\n');
    expect(lines).toEqual([
      'KEY           NAME            STATE               LAST USED   SCOPES',
      'aaaaaaaaaaaa  Billing of th…  expires 2024-02-01  2024-01-01  licenses:read +11',
      'bbbbbbbbbbbb  Billing of th…  expires 2024-02-01  2024-01-01  product-offeri… +1',
      'cccccccccccc  -               active              never       *,sims:read +2',
      'dddddddddddd  -               active              never       product-offerings…',
    ]);
    expect(Math.max(...lines.map(line => line.length))).toBeLessThanOrEqual(80);
  });
});
