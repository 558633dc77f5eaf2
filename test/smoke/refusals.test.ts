import { describe, expect } from 'vitest';
import { endpoints, type OperationName } from '../../functions/endpoints.ts';
import { generateApiKey } from '../../lib/auth/api-key.ts';
import { smokeFixtures, smokeTenantId } from '../../tools/local/smoke-fixtures.ts';
import { expectDetails } from './expect-details.ts';
import { newLicense } from './new-license.ts';
import { smokeTest as it } from './smoke-test.ts';

const path = { subscriptionId: smokeFixtures.subscriptionId };
const unknownApiKey = generateApiKey({ tenantId: smokeTenantId, mode: 'test' }, { scopes: [], createdAt: '' }).text;

describe('Refuse a request', () => {
  it('returns the same 401 without an API key and with a malformed or unknown one', async ({ api }) => {
    const none = await api.fails('getSubscription', 'UNAUTHORIZED', { path, headers: { 'X-API-Key': null } });
    for (const apiKey of ['nonsense', unknownApiKey, `${unknownApiKey}0`]) {
      const refused = await api.fails('getSubscription', 'UNAUTHORIZED', { path, headers: { 'X-API-Key': apiKey } });
      expect(refused.error, 'body').toEqual(none.error);
    }
    await api.fails('createLicense', 'UNAUTHORIZED', { body: newLicense, headers: { 'X-API-Key': unknownApiKey } });
  });

  it('returns 401 for every operation without an API key', async ({ api }) => {
    for (const { operation, pathParameters, body } of endpoints) {
      const path = Object.fromEntries(Object.keys(pathParameters.shape).map(name => [name, 'check-no-such']));
      const call = { path, ...(body && { body: {} }), headers: { 'X-API-Key': null } };
      await api.fails(operation as OperationName, 'UNAUTHORIZED', call);
    }
  });

  it('names each field that is missing, unknown or malformed', async ({ api }) => {
    const missing = await api.fails('createLicense', 'VALIDATION_ERROR', { body: {} });
    expectDetails(missing, { productOfferingId: 'FIELD_REQUIRED', customerId: 'FIELD_REQUIRED' });
    const body = { ...newLicense, customerId: 'not an id', scheduledat: '2099-01-01', metadata: [] };
    const wrong = await api.fails('createLicense', 'VALIDATION_ERROR', { body });
    expectDetails(wrong, { customerId: 'INVALID_FORMAT', scheduledat: 'UNKNOWN_FIELD', metadata: 'INVALID_TYPE' });
    const misspelt = await api.fails('cancelLicense', 'VALIDATION_ERROR', {
      path: { licenseId: 'check-no-such' },
      body: { scheduledat: '2099-01-01' },
    });
    expectDetails(misspelt, { scheduledat: 'UNKNOWN_FIELD' });
  });

  it('refuses a body that is not JSON, or JSON with a duplicate property', async ({ api }) => {
    for (const body of ['{"productOfferingId":', 'null and void', '{"customerId":"a","customerId":"b"}']) {
      expectDetails(await api.fails('createLicense', 'MALFORMED_JSON', { body }), { body: 'INVALID_FORMAT' });
    }
  });

  it('refuses a body of another media type', async ({ api }) => {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1']) {
      const headers = { 'Content-Type': type };
      await api.fails('createLicense', 'UNSUPPORTED_MEDIA_TYPE', { body: newLicense, headers });
    }
  });

  it('refuses a body over 64 KB', async ({ api }) => {
    const body = { ...newLicense, metadata: { large: 'x'.repeat(64 * 1024) } };
    await api.fails('createLicense', 'PAYLOAD_TOO_LARGE', { body });
  });

  it('refuses an idempotency key that is too long or has a space, and two different ones', async ({ api }) => {
    for (const key of ['k'.repeat(257), 'a key']) {
      const refused = await api.fails('createLicense', 'VALIDATION_ERROR', { body: newLicense, key });
      expectDetails(refused, { 'X-Idempotency-Key': 'INVALID_FORMAT' });
    }
    const headers = { 'Idempotency-Key': 'another' };
    await api.fails('createLicense', 'VALIDATION_ERROR', { body: newLicense, headers });
  });

  it('returns 404 for an unknown path, and 405 for a method that the path does not have', async ({ api }) => {
    await api.misses('GET', '/check-no-such-route');
    await api.misses('GET', `/licenses/a/b/c`);
    await api.misses('DELETE', `/subscriptions/${smokeFixtures.subscriptionId}`, 'METHOD_NOT_ALLOWED');
  });
});
