import { describe, expect, it } from 'vitest';
import {
  durationFrom,
  expiryFrom,
  keyIdFrom,
  nameFrom,
  scopesFrom,
  tenantIdFrom,
} from '../../infra/tools/key-arguments.ts';
import { keyRows, keyTable } from '../../infra/tools/key-table.ts';

const hour = 3600 * 1000;

describe('the arguments of the keys tool', () => {
  it('understands what it should', () => {
    expect(scopesFrom('licenses:read, licenses:write,licenses:read')).toEqual(['licenses:read', 'licenses:write']);
    expect(durationFrom('0d')).toBe(0);
    expect(durationFrom('7d')).toBe(7 * 24 * hour);
    expect(durationFrom('12h')).toBe(12 * hour);
    expect(expiryFrom('2027-01-31')).toEqual({ on: '2027-01-31' });
    expect(expiryFrom('30d')).toEqual({ afterMs: 30 * 24 * hour });
    expect(tenantIdFrom('acme-1')).toBe('acme-1');
    expect(nameFrom('Kasse')).toBe('Kasse');
    expect(keyIdFrom('0aZ0aZ0aZ0aZ')).toBe('0aZ0aZ0aZ0aZ');
  });

  it.each([
    [scopesFrom, ['', 'licenses', 'licenses:read,', 'licenses:*']],
    [durationFrom, ['', '7', 'd', '-1d', '1.5d', '7w', '9999d', '999999999d', '1d ']],
    [expiryFrom, ['', '2027-02-30', '2027-1-1', '2027-01-31T00:00:00Z', '0d', 'never']],
    [tenantIdFrom, ['', 'A', 'a_b', 'a'.repeat(33)]],
    [nameFrom, ['', 'x'.repeat(101), '\0', '\ud800']],
    [keyIdFrom, ['', 'short', 'connect_test_demo_0aZ0aZ0aZ0aZ_x']],
  ])('refuses what it should not: %o', (read, texts) => {
    for (const text of texts) expect(() => read(text), text).toThrow(/./);
  });
});

describe('the table of keys', () => {
  it('shows what a person needs and nothing that proves a key', () => {
    const base = { tenantId: 't', mode: 'test' as const, hash: 'f'.repeat(64), createdAt: '2024-01-01T00:00:00.000Z' };
    const rows = keyRows(
      [
        { ...base, keyId: 'aaaaaaaaaaaa', scopes: ['licenses:read'], name: 'bad\u001b[2Jone' },
        {
          ...base,
          keyId: 'bbbbbbbbbbbb',
          scopes: [],
          expiresAt: '2024-02-01T00:00:00.000Z',
          revokedAt: base.createdAt,
        },
      ],
      '2024-01-02T00:00:00.000Z',
    );
    expect(keyTable(rows).split('\n')).toEqual([
      'KEY           NAME        STATE    CREATED                   EXPIRES                   SCOPES',
      'aaaaaaaaaaaa  bad?[2Jone  active   2024-01-01T00:00:00.000Z  -                         licenses:read',
      'bbbbbbbbbbbb  -           revoked  2024-01-01T00:00:00.000Z  2024-02-01T00:00:00.000Z',
    ]);
    expect(JSON.stringify(rows)).not.toContain('ffff');
  });
});
