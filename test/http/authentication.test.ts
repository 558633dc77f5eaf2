import { beforeEach, describe, expect, it } from 'vitest';
import { hasScope } from '../../lib/auth/api-key.ts';
import { isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { Scope, type Scope as ScopeName, sensitiveScopes } from '../../lib/contract/scope.ts';
import { repairChecksum } from '../support/api-key-checksum.ts';
import { readExampleRequests, replaceLastId } from '../support/example-requests.ts';
import { loadedEndpoints } from '../support/operations.ts';
import { expectedValidationError, sendRefusedRequest } from '../support/refused-requests.ts';
import { useEngine } from '../support/test-engine.ts';
import { useWorld } from '../support/test-world.ts';

const world = useWorld(useEngine());
const license = { path: { licenseId: 'license' } };
const unauthorized = { status: 401, code: 'UNAUTHORIZED', details: [] };

beforeEach(async () => {
  await world.haveLicense();
});

const changeSecret = (key: string) =>
  repairChecksum(key.replace(/.(.{6})$/, (_, sum) => `${key.at(-7) === 'a' ? 'b' : 'a'}${sum}`));

describe('a call without a valid API key', () => {
  const refused: [string, 'by its form' | 'by what is stored', (key: string) => string | Promise<string>][] = [
    ['none', 'by its form', () => ''],
    ['a word', 'by its form', () => 'secret'],
    ['a key cut short', 'by its form', key => key.slice(0, -1)],
    [
      'a key with a wrong checksum',
      'by its form',
      key => key.slice(0, -6) + (key.endsWith('000000') ? '000001' : '000000'),
    ],
    [
      'a key that was never made',
      'by what is stored',
      key => repairChecksum(key.replace(/_(\w{12})_/, '_000000000000_')),
    ],
    [
      'a key of a tenant that is not',
      'by what is stored',
      key => repairChecksum(key.replace(world.tenantId, 'nobody')),
    ],
    ['the mode exchanged', 'by what is stored', key => repairChecksum(key.replace('_test_', '_live_'))],
    ['the secret exchanged', 'by what is stored', changeSecret],
    [
      'the tenant exchanged for another',
      'by what is stored',
      async key => repairChecksum(key.replace(world.tenantId, await world.haveTenant())),
    ],
    ['a revoked key', 'by what is stored', () => world.haveApiKey({ revokedAt: world.now })],
    ['a key that expires this very moment', 'by what is stored', () => world.haveApiKey({ expiresAt: world.now })],
    ['a key of the other mode than its tenant', 'by what is stored', () => world.haveApiKey({ mode: 'live' })],
  ];

  it.each(refused)('%s: is rejected %s, with the same response', async (_case, how, keyOf) => {
    const presented = await keyOf(world.apiKey);
    expect(presented).not.toBe(world.apiKey);
    world.network.reset();
    const headers = { 'X-API-Key': presented === '' ? [] : [presented] };
    const reply = await world.call('getLicense', { ...license, headers });
    expect(reply.status).toBe(401);
    expect(reply.body).toBe(
      '{"message":"A valid API key or portal session is required.","code":"UNAUTHORIZED",' +
        '"hint":"Send the complete API key in X-API-Key, or the access token of a portal session in Authorization. It may have been revoked or may have expired.",' +
        '"docs":"/docs#description/unauthorized"}',
    );
    expect(reply.headers['WWW-Authenticate']).toBe('ApiKey realm="Connect API", Bearer realm="Connect API"');
    expect(Object.keys(reply.headers).sort()).toEqual([
      'Cache-Control',
      'Content-Type',
      'WWW-Authenticate',
      'X-Content-Type-Options',
      'X-Request-Id',
    ]);
    expect(world.network.operations).toEqual(how === 'by its form' ? [] : ['BatchGetItem']);
  });

  it('is rejected before any other error is reported', async () => {
    const send = { path: { licenseId: '..' }, idempotencyKey: 'two words', body: '{', apiKey: 'secret' };
    expect(await sendRefusedRequest(world, 'cancelLicense', send)).toEqual(unauthorized);
    const wrong = { path: { licenseId: '..' }, body: '{', apiKey: changeSecret(world.apiKey) };
    expect(await sendRefusedRequest(world, 'cancelLicense', wrong)).toEqual(unauthorized);
  });

  it('writes nothing and leaves its idempotency key unused', async () => {
    const send = { ...license, idempotencyKey: 'k', body: {} };
    expect((await world.call('cancelLicense', { ...send, apiKey: changeSecret(world.apiKey) })).status).toBe(401);
    expect(await world.records()).toEqual([]);
    expect((await world.call('cancelLicense', send)).status).toBe(200);
  });
});

describe('a call with two API keys', () => {
  it.each([
    ['different ones', () => [world.apiKey, 'secret']],
    ['equal ones', () => [world.apiKey, world.apiKey]],
  ])('is refused: %s', async (_case, keys) => {
    const headers = { 'X-API-Key': keys() };
    expect(await sendRefusedRequest(world, 'getLicense', { ...license, headers })).toEqual(
      expectedValidationError('X-API-Key INVALID_FORMAT'),
    );
  });

  it('is rejected when the header names differ in case', async () => {
    const headers = { 'x-api-key': [world.apiKey] };
    expect(await sendRefusedRequest(world, 'getLicense', { ...license, headers })).toEqual(
      expectedValidationError('X-API-Key INVALID_FORMAT'),
    );
  });
});

describe('a valid API key', () => {
  it.each(['x-api-key', 'X-API-KEY', 'X-Api-Key'])('is accepted in the header %s', async name => {
    const event = world.createEvent('getLicense', license);
    const multiValueHeaders = { [name]: [world.apiKey] };
    expect((await world.handleEvent('getLicense', { ...event, multiValueHeaders })).status).toBe(200);
  });

  it('of another tenant sees the data of that tenant and nothing of ours', async () => {
    await world.haveLicense({ licenseId: 'ours' });
    const back = await world.enterTenant();
    await world.haveLicense({ licenseId: 'theirs' });
    const { apiKey } = world;
    back();
    const read = (licenseId: string, key?: string) =>
      world.call('getLicense', { path: { licenseId }, ...(key && { apiKey: key }) });
    expect((await read('theirs', apiKey)).status).toBe(200);
    expect((await read('ours', apiKey)).status).toBe(404);
    expect((await read('theirs')).status).toBe(404);
  });

  it('may be one of several of a tenant', async () => {
    const second = await world.haveApiKey();
    for (const apiKey of [world.apiKey, second]) {
      expect((await world.call('getLicense', { ...license, apiKey })).status).toBe(200);
    }
  });

  it('works until its last millisecond and stops when it is revoked, because nothing is cached', async () => {
    const expiring = await world.haveApiKey({ expiresAt: new Date(world.clock + 1).toISOString() });
    const status = async (apiKey: string) => (await world.call('getLicense', { ...license, apiKey })).status;
    expect(await status(expiring)).toBe(200);
    world.clock += 1;
    expect(await status(expiring)).toBe(401);
    world.clock -= 1;
    expect(await status(world.apiKey)).toBe(200);
    await world.revokeApiKey();
    expect(await status(world.apiKey)).toBe(401);
  });
});

describe('the scope of an API key', () => {
  it.each(loadedEndpoints.filter(({ endpoint }) => endpoint.scope))(
    'is required by $name',
    async ({ name, endpoint }) => {
      const { scope, success } = endpoint;
      if (!scope) throw new Error('The endpoint has no scope.');
      const [example] = readExampleRequests(endpoint);
      // The world must not change, so a command gets an unknown ID.
      const send = isCommandEndpoint(endpoint) ? replaceLastId(example, 'unknown') : example;
      const alone = await world.haveApiKey({ scopes: [scope] });
      const allOthers = await world.haveApiKey({ scopes: Scope.options.filter((other: ScopeName) => other !== scope) });
      const none = await world.haveApiKey({ scopes: [] });
      const { status } = await world.call(name, { ...send, apiKey: alone });
      expect(isCommandEndpoint(endpoint) ? [404] : [404, success.status]).toContain(status);
      for (const apiKey of [allOthers, none]) {
        expect(await sendRefusedRequest(world, name, { ...send, apiKey })).toEqual({
          status: 403,
          code: 'FORBIDDEN',
          details: ['X-API-Key INVALID_VALUE'],
        });
      }
    },
  );

  it('that only a later release knows grants nothing', async () => {
    const apiKey = await world.haveApiKey({ scopes: ['licenses:all' as ScopeName, 'licenses:read'] });
    expect((await world.call('getLicense', { ...license, apiKey })).status).toBe(200);
    expect((await world.call('cancelLicense', { ...license, apiKey })).status).toBe(403);
  });

  it('is covered by *, unless it is sensitive', () => {
    expect(hasScope({ scopes: ['*'] }, 'licenses:write')).toBe(true);
    for (const scope of sensitiveScopes as ScopeName[]) {
      expect(hasScope({ scopes: ['*'] }, scope)).toBe(false);
      expect(hasScope({ scopes: ['*', scope] }, scope)).toBe(true);
    }
    expect(hasScope({ scopes: ['licenses:*', 'licenses'] }, 'licenses:write')).toBe(false);
  });

  it('is checked before the body is validated', async () => {
    const apiKey = await world.haveApiKey({ scopes: [] });
    const refused = await sendRefusedRequest(world, 'cancelLicense', { ...license, apiKey, body: '{' });
    expect(refused.code).toBe('FORBIDDEN');
  });
});
