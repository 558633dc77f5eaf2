import { generateApiKey } from '../../../lib/auth/api-key.ts';
import { smokeFixtures, smokeTenantId } from '../../../tools/local/smoke-fixtures.ts';
import type { CheckGroup } from '../check.ts';
import { expectDetails } from '../expect.ts';
import { newLicense } from '../new-license.ts';
import { expectSame } from '../unmet.ts';

const path = { subscriptionId: smokeFixtures.subscriptionId };
const unknownKey = generateApiKey({ tenantId: smokeTenantId, mode: 'test' }, { scopes: [], createdAt: '' }).text;

/** Requests that are wrong in themselves. */
export const refusalChecks: CheckGroup = {
  name: 'Refuse a request',
  checks: [
    {
      name: 'without an API key, or with a malformed or unknown one: the same 401 for all',
      async run({ api }) {
        const none = await api.fails('getSubscription', 'UNAUTHORIZED', { path, headers: { 'X-API-Key': null } });
        for (const apiKey of ['nonsense', unknownKey, `${unknownKey}0`]) {
          const refused = await api.fails('getSubscription', 'UNAUTHORIZED', {
            path,
            headers: { 'X-API-Key': apiKey },
          });
          expectSame('the same body as without a key', refused.error, none.error, refused.told);
        }
        await api.fails('createLicense', 'UNAUTHORIZED', { body: newLicense, headers: { 'X-API-Key': unknownKey } });
      },
    },
    {
      name: 'with fields that are missing, unknown or of a wrong form, and names each',
      async run({ api }) {
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
      },
    },
    {
      name: 'with a body that is no JSON, or JSON with a key twice',
      async run({ api }) {
        for (const body of ['{"productOfferingId":', 'null and void', '{"customerId":"a","customerId":"b"}']) {
          expectDetails(await api.fails('createLicense', 'MALFORMED_JSON', { body }), { body: 'INVALID_FORMAT' });
        }
      },
    },
    {
      name: 'with a body of another media type',
      async run({ api }) {
        for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=latin1']) {
          const headers = { 'Content-Type': type };
          await api.fails('createLicense', 'UNSUPPORTED_MEDIA_TYPE', { body: newLicense, headers });
        }
      },
    },
    {
      name: 'with a body over 64 KB',
      async run({ api }) {
        const body = { ...newLicense, metadata: { large: 'x'.repeat(64 * 1024) } };
        await api.fails('createLicense', 'PAYLOAD_TOO_LARGE', { body });
      },
    },
    {
      name: 'with an idempotency key that is too long, has a space, or is two',
      async run({ api }) {
        for (const key of ['k'.repeat(257), 'a key']) {
          const refused = await api.fails('createLicense', 'VALIDATION_ERROR', { body: newLicense, key });
          expectDetails(refused, { 'X-Idempotency-Key': 'INVALID_FORMAT' });
        }
        const headers = { 'Idempotency-Key': 'another' };
        await api.fails('createLicense', 'VALIDATION_ERROR', { body: newLicense, headers });
      },
    },
    {
      name: 'of a route or a method that is not there',
      async run({ api }) {
        await api.misses('GET', '/check-no-such-route');
        await api.misses('DELETE', `/subscriptions/${smokeFixtures.subscriptionId}`);
        await api.misses('GET', `/licenses/a/b/c`);
      },
    },
  ],
};
