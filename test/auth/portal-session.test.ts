import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hasScope } from '../../lib/auth/api-key.ts';
import { readPortalSettings } from '../../lib/auth/portal-settings.ts';
import { portalUserRef, toUserId } from '../../lib/auth/portal-user.ts';
import { scopesOfRoles } from '../../lib/auth/roles.ts';
import { createTokenVerifier, SigningKeysError } from '../../lib/auth/token-verifier.ts';
import { isCommandEndpoint } from '../../lib/contract/endpoint.ts';
import { Role } from '../../lib/contract/portal-user.ts';
import { PortalScope, sensitiveScopes } from '../../lib/contract/scope.ts';
import { haveExampleFixtures, readExampleRequests, replaceLastId } from '../support/example-requests.ts';
import { endpointsByName, loadedEndpoints } from '../support/operations.ts';
import { useEngine } from '../support/test-engine.ts';
import { createAccessToken, createIdToken, createToken, testPortalSettings } from '../support/test-sessions.ts';
import { useWorld } from '../support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);

describe('a portal session', () => {
  it('names its user, tenant and scopes', async () => {
    const session = await world.haveSession('DEVELOPER');
    const { json } = await world.call('getPortalSession', { session });
    expect(json).toMatchObject({
      tenant: { tenantId: world.tenantId, mode: 'test' },
      user: { email: 'developer@example.com', role: 'DEVELOPER' },
      scopes: scopesOfRoles.DEVELOPER,
    });
  });

  it.each(loadedEndpoints.flatMap(({ name, endpoint }) => Role.options.map(role => ({ name, endpoint, role }))))(
    '$role may call $name if the role has its scope',
    async ({ name, endpoint, role }) => {
      const [example] = readExampleRequests(endpoint);
      const session = await world.haveSession(role);
      const { status } = await world.call(name, { ...replaceLastId(example, 'unknown'), session });
      const isAllowed = endpoint.scope === undefined || scopesOfRoles[role].includes(endpoint.scope);
      expect(status === 403).toBe(!isAllowed);
      expect(status).not.toBe(401);
    },
  );

  it('executes a command once for the tenant, whether an API key or a user repeats it', async () => {
    await haveExampleFixtures(world);
    const [example] = readExampleRequests(endpointsByName.createLicense);
    const session = await world.haveSession('OWNER');
    const first = await world.call('createLicense', { ...example, idempotencyKey: 'k', session });
    const repeated = await world.call('createLicense', { ...example, idempotencyKey: 'k' });
    expect(first.status).toBe(201);
    expect(repeated.body).toBe(first.body);
    expect(repeated.headers['Idempotent-Replayed']).toBe('true');
  });

  it('is the author of its changes and of its sensitive reads', async () => {
    await haveExampleFixtures(world);
    const session = await world.haveSession('OWNER', 'the-owner');
    const actor = { type: 'USER', id: toUserId(testPortalSettings.issuer, 'the-owner') };
    const [example] = readExampleRequests(endpointsByName.createLicense);
    const { json } = await world.call('createLicense', { ...example, session });
    const items = await world.items();
    const license = items.find(({ sk, pk }) => sk === 'license' && String(pk).endsWith(json.licenseId));
    expect(license?.step).toMatchObject({ request: { actor } });
    const [customer] = readExampleRequests(endpointsByName.getCustomer);
    await world.call('getCustomer', { ...customer, session });
    expect(await world.items('audit')).toMatchObject([{ action: 'sensitive-read', actor, origin: '127.0.0.1' }]);
  });

  it('has no API key', async () => {
    const session = await world.haveSession('OWNER');
    expect((await world.call('getApiKey', { session })).json.code).toBe('api_key_not_found');
  });
});

describe('a request is rejected with', () => {
  it('400 if it has an API key and a session', async () => {
    const session = await world.haveSession('OWNER');
    const { status, json } = await world.call('listLicenses', { session, apiKey: world.apiKey });
    expect([status, json.details[0].property]).toEqual([400, 'Authorization']);
  });

  it('400 if the session names no tenant', async () => {
    const session = await world.haveSession('OWNER');
    const headers = { 'X-Tenant-Id': [] };
    const { status, json } = await world.call('listLicenses', { session, headers });
    expect([status, json.details[0].property]).toEqual([400, 'X-Tenant-Id']);
  });

  it('401 if the user belongs to another tenant', async () => {
    const session = await world.haveSession('OWNER');
    const returnToFirst = await world.enterTenant();
    expect((await world.call('listLicenses', { session })).status).toBe(401);
    returnToFirst();
    expect((await world.call('listLicenses', { session })).status).toBe(200);
  });

  it('401 as soon as the user is removed', async () => {
    const session = await world.haveSession('OWNER', 'removed');
    expect((await world.call('listLicenses', { session })).status).toBe(200);
    await world.remove(portalUserRef(world.tenantId, toUserId(testPortalSettings.issuer, 'removed')));
    expect((await world.call('listLicenses', { session })).status).toBe(401);
  });

  it('401 if an API key calls an endpoint of the portal', async () => {
    const { status, json } = await world.call('getPortalSession', {});
    expect([status, json.details[0].property]).toEqual([401, 'Authorization']);
  });

  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const claims = { sub: 'forged', token_use: 'access', client_id: testPortalSettings.clientId };
  it.each([
    ['is not a token', 'abc'],
    ['is an ID token', createIdToken('forged', {})],
    ['is expired', createAccessToken('forged', { exp: 1_700_000_000 })],
    ['belongs to another client', createAccessToken('forged', { client_id: 'other' })],
    ['comes from another provider', createAccessToken('forged', { iss: 'https://other.example.com' })],
    ['has another signature', createToken(claims, other)],
    ['names nobody', createToken({ ...claims, sub: undefined })],
  ])('401 if the token %s', async (_, session) => {
    await world.haveSession('OWNER', 'forged');
    expect((await world.call('listLicenses', { session })).status).toBe(401);
    expect(world.network.operations).toEqual([]);
  });
});

describe('the roles', () => {
  it('let a viewer read everything that is not sensitive, and change nothing', () => {
    expect(scopesOfRoles.VIEWER.filter(scope => scope.endsWith(':write'))).toEqual([]);
    expect(scopesOfRoles.VIEWER.filter(scope => sensitiveScopes.some(each => each === scope))).toEqual([]);
    const reads = loadedEndpoints.filter(({ endpoint }) => !isCommandEndpoint(endpoint) && !endpoint.isSensitive);
    for (const { endpoint } of reads) if (endpoint.scope) expect(scopesOfRoles.VIEWER).toContain(endpoint.scope);
  });

  it('let a developer do everything except users and the audit log', () => {
    const missing = scopesOfRoles.OWNER.filter(scope => !scopesOfRoles.DEVELOPER.includes(scope));
    expect(missing).toEqual(['users:read', 'users:write', 'audit:read']);
  });

  it('have scopes that no API key can have', () => {
    for (const scope of PortalScope.options) expect(hasScope({ scopes: ['*', scope] }, scope)).toBe(false);
  });
});

describe('signing keys that cannot be read', () => {
  it('are reported as such: the token may be valid', async () => {
    const verifier = createTokenVerifier(testPortalSettings, () => Promise.reject(new Error('connection refused')));
    await expect(verifier.verifyAccessToken(createAccessToken('someone'))).rejects.toThrow(SigningKeysError);
  });
});

describe('the settings', () => {
  const all = { PORTAL_ISSUER: 'https://a.example', PORTAL_CLIENT_ID: 'c', PORTAL_JWKS_URL: 'https://a.example/jwks' };

  it('are all set, or none', () => {
    expect(readPortalSettings({})).toBeUndefined();
    expect(readPortalSettings(all)).toEqual({
      issuer: 'https://a.example',
      clientId: 'c',
      jwksUrl: 'https://a.example/jwks',
    });
    expect(() => readPortalSettings({ ...all, PORTAL_CLIENT_ID: '' })).toThrow('PORTAL_CLIENT_ID is missing');
  });

  it('use http on loopback only', () => {
    expect(readPortalSettings({ ...all, PORTAL_ISSUER: 'http://localhost:3000/oidc' })?.issuer).toContain('localhost');
    expect(() => readPortalSettings({ ...all, PORTAL_JWKS_URL: 'http://a.example/jwks' })).toThrow('PORTAL_JWKS_URL');
  });
});
