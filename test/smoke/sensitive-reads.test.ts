import { describe, expect } from 'vitest';
import { endpoints, type OperationName } from '../../functions/endpoints.ts';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import { hasScopes } from './has-scopes.ts';
import { newLicense } from './new-license.ts';
import { smokeTest as it } from './smoke-test.ts';

const { customerId, subscriptionId } = smokeFixtures;
const path = { customerId, subscriptionId, iccid: '89490200000000000000' };

describe('Sensitive reads', () => {
  for (const { operation, scope, pathParameters } of endpoints.filter(({ isSensitive }) => isSensitive)) {
    it(`${operation} is refused without its scope, and otherwise returns the resource or a 404`, async ({ api }) => {
      const names = Object.keys(pathParameters.shape) as (keyof typeof path)[];
      const call = { path: Object.fromEntries(names.map(name => [name, path[name]])) };
      if (!scope || !(await hasScopes(api, scope)))
        return void (await api.fails(operation as OperationName, 'FORBIDDEN', call));
      const { status } = await api.call(operation as OperationName, call);
      expect(status, 'status').toBeOneOf([200, 404]);
    });
  }
});

describe('Stored responses', () => {
  it('are returned by their idempotency key', async ({ api }) => {
    const created = await api.succeeds('createLicense', { body: newLicense });
    const { value } = await api.succeeds('getIdempotencyKey', { key: created.call.key ?? '' });
    expect(value).toMatchObject({ operation: 'createLicense', status: 201 });
    expect(value.response.body, 'body').toBe(created.bytes.toString('utf8'));
  });

  it('of a key that was never used do not exist', async ({ api }) => {
    await api.fails('getIdempotencyKey', 'idempotency_key_not_found', { key: 'check-never-used' });
  });
});
