import { describe, expect, it } from 'vitest';
import { Scope } from '../../lib/contract/scope.ts';
import { buildCsv } from '../../portal/src/format/csv.ts';
import { buildFirstCall } from '../../portal/src/format/first-call.ts';
import { diffMetadata } from '../../portal/src/format/metadata-changes.ts';
import { toPriceText } from '../../portal/src/format/prices.ts';
import { keyScopes, toScopesText } from '../../portal/src/format/scopes.ts';

describe('a CSV file', () => {
  it('quotes values, and leaves absent ones empty', () => {
    const rows = [
      { at: '2024-01-15', changes: { name: 'a "b"' } },
      { at: 'x,y\nz', changes: undefined },
    ];
    expect(buildCsv(['at', 'changes'], rows)).toBe(
      'at,changes\r\n"2024-01-15","{""name"":""a \\""b\\""""}"\r\n"x,y\nz",\r\n',
    );
  });

  it.each(['=1+1', '+1', '-1', '@SUM(A1)'])('has no formula: %s', text => {
    expect(buildCsv(['name'], [{ name: text }])).toBe(`name\r\n"'${text}"\r\n`);
  });
});

describe('the first call', () => {
  const options = { baseUrl: 'https://api.example.com/v1', apiKey: '$CONNECT_API_KEY' };
  const ids = { productOfferingId: 'seat', customerId: 'customer' };

  it.each([['*'], ['licenses:write']])('creates a license with the scope %s', scope => {
    const call = buildFirstCall({ ...options, ...ids, scopes: [scope] });
    expect(call).toContain('curl -i https://api.example.com/v1/licenses \\\n');
    expect(call).toContain('-H "X-API-Key: $CONNECT_API_KEY"');
    expect(call).toContain(`-d '{"productOfferingId":"seat","customerId":"customer"}'`);
  });

  it.each([
    [['licenses:write', 'licenses:read'], '/licenses'],
    [['orders:read'], '/orders'],
    [['sims:codes'], '/api-key'],
  ])('with the scopes %j and without a license, reads %s', (scopes, path) => {
    const call = buildFirstCall({ ...options, scopes, productOfferingId: undefined, customerId: undefined });
    expect(call).toBe(`curl -i https://api.example.com/v1${path} \\\n  -H "X-API-Key: $CONNECT_API_KEY"`);
  });
});

it('the metadata of an edit are merged into the edited ones', () => {
  const before = { kept: { a: 1 }, changed: 1, removed: true };
  expect(diffMetadata(before, { kept: { a: 1 }, changed: 2, added: [3] })).toEqual({
    removed: null,
    changed: 2,
    added: [3],
  });
});

it.each([
  [{ priceType: 'ONE_TIME', netPrice: 49 }, '€49.00 once'],
  [{ priceType: 'RECURRING', netPrice: 9.9, billingCycle: { period: 'MONTHLY', interval: 1 } }, '€9.90 per month'],
  [
    {
      priceType: 'RECURRING',
      netPrice: 7,
      discount: 2,
      boundMonths: 3,
      billingCycle: { period: 'WEEKLY', interval: 4 },
    },
    '€7.00 per 4 weeks, discount €2.00, for at least 3 months',
  ],
] as const)('the price %j is %s', (price, text) => {
  expect(toPriceText({ currency: 'EUR', ...price })).toBe(text);
});

it('every scope of API keys can be chosen, and has a text', () => {
  expect([...keyScopes].sort()).toEqual(['*', ...Scope.options].sort());
  expect(toScopesText(['licenses:read', 'later:scope'])).toBe('Read licenses, later:scope');
});
