import { beforeEach, describe, expect, it } from 'vitest';
import { apiKeyRef, parseApiKey } from '../../lib/auth/api-key.ts';
import { Role } from '../../lib/contract/portal-user.ts';
import { executeThen, loseResponse, refuseCall } from '../support/faulty-network.ts';
import { useEngine } from '../support/test-engine.ts';
import { type SendOptions, useWorld } from '../support/test-world.ts';

const engine = useEngine();
const world = useWorld(engine);
const hour = 3_600_000;
const day = 24 * hour;
let session: string;

beforeEach(async () => {
  session = await world.haveSession('OWNER', 'olivia');
  world.network.reset();
});

/** A call from the portal. */
const call = (name: Parameters<typeof world.call>[0], send: SendOptions = {}) => world.call(name, { session, ...send });

/** Creates an API key. @returns its text and ID */
async function create(body: object = {}): Promise<{ text: string; keyId: string }> {
  const { json } = await call('createApiKey', { body: { scopes: ['licenses:read'], ...body } });
  return { text: json.secret, keyId: json.apiKey.keyId };
}
async function rotate(keyId: string, body: object = {}): Promise<{ text: string; keyId: string }> {
  const { status, json } = await call('rotateApiKey', { path: { keyId }, body });
  expect(status).toBe(200);
  return { text: json.secret, keyId: json.apiKey.keyId };
}
const confirm = (keyId: string, newKeyId: string, overlapHours: number) =>
  call('confirmApiKeyRotation', { path: { keyId }, body: { newKeyId, overlapHours } });
const revoke = (keyId: string) => call('revokeApiKey', { path: { keyId } });
const list = async () => (await call('listApiKeys')).json.items;
const find = async (keyId: string) => (await list()).find((each: { keyId: string }) => each.keyId === keyId);

/** Calls the API with an API key. @returns the status */
const use = async (text: string) => (await world.call('getApiKey', { apiKey: text })).status;

const listAudit = async () =>
  (await world.items('audit')).map(({ action, resource, changes }) => ({ action, resource, changes }));

describe('an API key that is created', () => {
  it("has the tenant's mode, the settings and its author, and works until it expires", async () => {
    const expiresAt = new Date(world.clock + day).toISOString();
    const settings = { name: 'till', scopes: ['licenses:read', 'sims:codes'], expiresAt };
    const { text, keyId } = await create(settings);
    expect(parseApiKey(text)).toMatchObject({ keyId, mode: 'test', tenantId: world.tenantId });
    expect(await find(keyId)).toMatchObject({
      ...settings,
      ...{ keyId, state: 'ACTIVE', mode: 'test', createdAt: world.now },
      createdBy: { type: 'USER', name: 'owner@example.com' },
    });
    expect(await use(text)).toBe(200);
    world.clock += day;
    expect(await use(text)).toBe(401);
    expect((await find(keyId)).state).toBe('EXPIRED');
  });

  it('is shown once: a repeated request gets a hint in place of the secret', async () => {
    const send = { body: { scopes: ['*'] }, idempotencyKey: 'k' };
    const first = await call('createApiKey', send);
    const repeated = await call('createApiKey', send);
    const { secret, ...shown } = first.json;
    const { hint, ...repeatedly } = repeated.json;
    expect(secret).toMatch(/^connect_test_/);
    expect(hint).toContain('shown once');
    expect([repeated.status, repeatedly]).toEqual([200, shown]);
    expect(repeated.headers['Idempotent-Replayed']).toBe('true');
  });

  it('is shown by the request whose response from DynamoDB was lost', async () => {
    const faults = [loseResponse, executeThen(refuseCall('InternalServerError', {}, 500))];
    for (const [index, fault] of faults.entries()) {
      world.network.failNextOf('TransactWriteItems', fault);
      const { status, json } = await call('createApiKey', { body: { scopes: ['*'] }, idempotencyKey: `k${index}` });
      expect(status).toBe(200);
      expect(await use(json.secret)).toBe(200);
    }
  });

  it('is stored nowhere as text', async () => {
    const { json } = await call('createApiKey', { body: { scopes: ['*'] }, idempotencyKey: 'k' });
    const stored = JSON.stringify(
      await Promise.all((['apiKeys', 'idempotency', 'audit', 'connect'] as const).map(table => world.items(table))),
    );
    expect(stored).toContain(json.apiKey.keyId);
    expect(stored).not.toContain(json.secret.slice(-49, -6));
  });

  it('must have a scope and an expiry in the future', async () => {
    const past = { scopes: ['*'], expiresAt: world.now };
    for (const [body, property] of [
      [{ scopes: [] }, 'scopes'],
      [past, 'expiresAt'],
      [{ scopes: ['all'] }, 'scopes.0'],
    ] as const) {
      const { status, json } = await call('createApiKey', { body });
      expect([status, json.details[0].property]).toEqual([400, property]);
    }
    expect(await listAudit()).toEqual([]);
  });
});

describe('the rotation of an API key', () => {
  it('adds one with the same settings, and ends nothing before the confirmation', async () => {
    const old = await create({ name: 'till', scopes: ['licenses:read', 'licenses:write'] });
    const added = await rotate(old.keyId);
    expect(await find(added.keyId)).toMatchObject({ name: 'till', scopes: ['licenses:read', 'licenses:write'] });
    expect((await find(old.keyId)).rotation).toEqual({ newKeyId: added.keyId });
    world.clock += 1000 * day;
    expect([await use(old.text), await use(added.text)]).toEqual([200, 200]);
  });

  it.each([0, 24, 168])('ends the old one %i hours after the confirmation', async overlapHours => {
    const old = await create();
    const added = await rotate(old.keyId);
    world.clock += day;
    const { json } = await confirm(old.keyId, added.keyId, overlapHours);
    expect(json).toMatchObject({
      keyId: old.keyId,
      expiresAt: new Date(world.clock + overlapHours * hour).toISOString(),
    });
    expect(json.rotation).toBeUndefined();
    if (overlapHours > 0) {
      world.clock += overlapHours * hour - 1;
      expect(await use(old.text)).toBe(200);
      world.clock += 1;
    }
    expect([await use(old.text), await use(added.text)]).toEqual([401, 200]);
  });

  it('lets neither live longer than the old one would have', async () => {
    const old = await create({ expiresAt: new Date(world.clock + hour).toISOString() });
    const added = await rotate(old.keyId);
    await confirm(old.keyId, added.keyId, 24);
    world.clock += hour;
    expect([await use(old.text), await use(added.text)]).toEqual([401, 401]);
  });

  it('gives the new one the requested expiry and scopes', async () => {
    const old = await create();
    const settings = { expiresAt: new Date(world.clock + hour).toISOString(), scopes: ['orders:read'] };
    expect(await find((await rotate(old.keyId, settings)).keyId)).toMatchObject(settings);
  });

  it('keeps scopes that only a later release knows', async () => {
    const old = await create();
    await world.overwrite(apiKeyRef(world.tenantId, old.keyId), { scopes: ['licenses:read', 'later:read'] });
    expect((await find((await rotate(old.keyId)).keyId)).scopes).toEqual(['licenses:read', 'later:read']);
  });

  it('again replaces the unconfirmed one, whose confirmation then ends nothing', async () => {
    const old = await create();
    const lost = await rotate(old.keyId);
    const shown = await rotate(old.keyId);
    expect(await use(lost.text)).toBe(401);
    expect((await confirm(old.keyId, lost.keyId, 0)).json.code).toBe('rotation_in_progress');
    expect(await use(old.text)).toBe(200);
    expect((await confirm(old.keyId, shown.keyId, 0)).status).toBe(200);
    expect([await use(old.text), await use(shown.text)]).toEqual([401, 200]);
  });

  it('cannot be confirmed when the new one does not work, which would leave none that works', async () => {
    const old = await create();
    const added = await rotate(old.keyId);
    await revoke(added.keyId);
    expect((await confirm(old.keyId, added.keyId, 0)).json.code).toBe('api_key_ended');
    expect(await use(old.text)).toBe(200);
    expect(
      (await call('cancelApiKeyRotation', { path: { keyId: old.keyId }, body: { newKeyId: added.keyId } })).status,
    ).toBe(200);
  });

  it('never ends both, although the new one is revoked during the confirmation', async () => {
    const old = await create();
    const added = await rotate(old.keyId);
    const statuses = await Promise.all([confirm(old.keyId, added.keyId, 0), revoke(added.keyId)]);
    const [confirmed, revoked] = statuses.map(({ status }) => status);
    expect(revoked).toBe(200);
    // Either the confirmation was first, or it was rejected.
    expect([200, 409]).toContain(confirmed);
    expect(await use(old.text)).toBe(confirmed === 200 ? 401 : 200);
  });

  it('is undone by a cancellation: the new one is revoked, and the old one stays as it is', async () => {
    const old = await create();
    const before = await find(old.keyId);
    const added = await rotate(old.keyId);
    await call('cancelApiKeyRotation', { path: { keyId: old.keyId }, body: { newKeyId: added.keyId } });
    expect([await use(old.text), await use(added.text)]).toEqual([200, 401]);
    expect(await find(old.keyId)).toEqual(before);
    const later = await rotate(old.keyId);
    await confirm(old.keyId, later.keyId, 0);
    const cancel = { path: { keyId: old.keyId }, body: { newKeyId: later.keyId } };
    expect((await call('cancelApiKeyRotation', cancel)).json.code).toBe('rotation_in_progress');
    expect(await use(later.text)).toBe(200);
  });

  it('at the same time leaves one new API key that works', async () => {
    const old = await create();
    const all = await Promise.all([1, 2, 3].map(() => rotate(old.keyId)));
    const statuses = await Promise.all(all.map(({ text }) => use(text)));
    expect(statuses.toSorted()).toEqual([200, 401, 401]);
    expect(all[statuses.indexOf(200)]?.keyId).toBe((await find(old.keyId)).rotation.newKeyId);
  });

  it('is rejected if the API key is revoked, expired or unknown', async () => {
    const revoked = await create();
    await revoke(revoked.keyId);
    const expired = await create({ expiresAt: new Date(world.clock + hour).toISOString() });
    world.clock += hour;
    for (const [keyId, code] of [
      [revoked.keyId, 'api_key_ended'],
      [expired.keyId, 'api_key_ended'],
      ['000000000000', 'api_key_not_found'],
    ] as const) {
      expect((await call('rotateApiKey', { path: { keyId }, body: {} })).json.code).toBe(code);
    }
  });
});

describe('the scopes and the name of an API key', () => {
  const update = (keyId: string, body: object) => call('updateApiKey', { path: { keyId }, body });

  it('change with the next request', async () => {
    const { text, keyId } = await create();
    const { json } = await update(keyId, { name: 'till', addScopes: ['orders:read'], removeScopes: ['licenses:read'] });
    expect(json).toMatchObject({ name: 'till', scopes: ['orders:read'] });
    expect((await world.call('listLicenses', { apiKey: text })).status).toBe(403);
    expect((await world.call('listOrders', { apiKey: text })).status).toBe(200);
  });

  it('both change when two people add a scope at the same time', async () => {
    const { keyId } = await create();
    await Promise.all(['orders:read', 'events:read'].map(scope => update(keyId, { addScopes: [scope] })));
    expect((await find(keyId)).scopes.toSorted()).toEqual(['events:read', 'licenses:read', 'orders:read']);
  });

  it('cannot be removed if none would remain, or if * covers them', async () => {
    const { keyId } = await create();
    expect((await update(keyId, { removeScopes: ['licenses:read'] })).json.details[0].suggestion).toContain('Revoke');
    await update(keyId, { addScopes: ['*'], removeScopes: ['licenses:read'] });
    expect((await update(keyId, { removeScopes: ['orders:read'] })).json.details[0].suggestion).toContain('Remove *');
    expect((await find(keyId)).scopes).toEqual(['*']);
  });

  it('leave no audit item when nothing changes', async () => {
    const { keyId } = await create();
    expect((await update(keyId, { addScopes: ['licenses:read'] })).status).toBe(200);
    expect(await listAudit()).toHaveLength(1);
  });
});

describe('the revocation of an API key', () => {
  it('takes effect with the next request, and a repeated one keeps the first time', async () => {
    const { text, keyId } = await create();
    const first = await revoke(keyId);
    expect(first.json).toMatchObject({ state: 'REVOKED', revokedAt: world.now });
    expect(await use(text)).toBe(401);
    world.clock += day;
    expect((await revoke(keyId)).json).toEqual(first.json);
    expect((await call('updateApiKey', { path: { keyId }, body: { name: 'x' } })).json.code).toBe('api_key_ended');
  });
});

describe('the audit log', () => {
  it('has one item for each change, with the author, the origin and the request', async () => {
    const { keyId } = await create({ name: 'till' });
    const added = await rotate(keyId);
    await confirm(keyId, added.keyId, 24);
    await call('updateApiKey', { path: { keyId }, body: { name: 'old till' } });
    await revoke(keyId);
    const resource = `/portal/api-keys/${keyId}`;
    const items = await world.items('audit');
    expect(items.map(({ action }) => action).toSorted()).toEqual([
      ...['api-key.created', 'api-key.revoked', 'api-key.rotated', 'api-key.rotation-confirmed', 'api-key.updated'],
    ]);
    for (const item of items) {
      expect(item).toMatchObject({
        resource,
        actor: { type: 'USER' },
        origin: '127.0.0.1',
        requestId: expect.any(String),
      });
    }
  });

  it('has no item of a change that was not committed', async () => {
    const { keyId } = await create();
    world.network.failNextOf('TransactWriteItems', refuseCall('AccessDeniedException'));
    expect((await revoke(keyId)).status).toBe(500);
    expect((await find(keyId)).state).toBe('ACTIVE');
    expect(await listAudit()).toHaveLength(1);
  });
});

describe('the API keys', () => {
  it('are listed newest first, and only those of the tenant', async () => {
    const first = await create();
    world.clock += 1000;
    const second = await create();
    const returnToFirst = await world.enterTenant();
    const other = await world.haveSession('OWNER', 'other');
    const { json } = await world.call('listApiKeys', { session: other });
    expect(json.items).toHaveLength(1);
    for (const name of ['rotateApiKey', 'revokeApiKey', 'updateApiKey'] as const) {
      const { status } = await world.call(name, { session: other, path: { keyId: first.keyId }, body: {} });
      expect(status).toBe(404);
    }
    returnToFirst();
    const keyIds = (await list()).map((each: { keyId: string }) => each.keyId);
    expect(keyIds.slice(0, 1)).toEqual([second.keyId]);
    expect(keyIds).toContain(first.keyId);
  });

  it.each(Role.options)('can be seen by every role, and changed by all but viewers: %s', async role => {
    const { keyId } = await create();
    const own = await world.haveSession(role);
    expect((await world.call('listApiKeys', { session: own })).status).toBe(200);
    const { status } = await world.call('revokeApiKey', { session: own, path: { keyId } });
    expect(status).toBe(role === 'VIEWER' ? 403 : 200);
  });
});
