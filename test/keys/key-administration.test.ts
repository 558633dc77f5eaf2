import { TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { authenticate, type Denial, readApiKey } from '../../lib/auth/api-key.ts';
import { createKey, type KeyProblem, revokeKey, rotateKey, stateOf } from '../../lib/auth/key-administration.ts';
import { findKey, findTenant, type KeyStore, listKeys } from '../../lib/auth/key-store.ts';
import type { Tenant } from '../../lib/domain/entity.ts';
import { Scope } from '../../lib/schemas/scope.ts';
import { create } from '../../lib/store/change.ts';
import { tenantRef } from '../../lib/store/entity.ts';
import { transactItem } from '../../lib/store/expression.ts';
import { useEngine } from '../support/engine.ts';

const engine = useEngine();
const start = Date.parse('2024-01-15T09:30:00.000Z');
const day = 24 * 3600 * 1000;
const at = (ms: number) => new Date(ms).toISOString();

let store: KeyStore;
let tenant: Tenant;
let tenants = 0;

beforeEach(async () => {
  store = { client: engine.client, tables: engine.tables };
  tenant = { tenantId: `t${++tenants}`, mode: 'live', timeZone: 'UTC', billingManaged: false };
  const write = create(tenantRef(tenant.tenantId), tenant);
  const item = transactItem({ ...write, item: { ...write.item, requestId: 'import' } }, store.tables.connect);
  await store.client.send(new TransactWriteItemsCommand({ TransactItems: [item] }));
});

/** Whether a key gives access at some time. */
async function access(text: string, ms: number): Promise<Denial | 'granted'> {
  const presented = readApiKey(text);
  if (!presented) throw new Error(`${text} is no key.`);
  const apiKey = await findKey(store, presented.tenantId, presented.keyId);
  return authenticate(presented, apiKey, await findTenant(store, tenant.tenantId), at(ms)) ?? 'granted';
}

function made<T extends object>(result: T | KeyProblem): T {
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

const key = (terms: { expiresAt?: string; name?: string; scopes?: Scope[] } = {}) =>
  createKey(store, tenant, { scopes: [...Scope.options], ...terms }, start);

describe('creating a key', () => {
  it("makes one of the tenant's mode that gives access until it expires", async () => {
    const { text, apiKey } = await key({ expiresAt: at(start + day), name: 'till', scopes: ['licenses:read'] });
    expect(text).toMatch(/^connect_live_t\d+_/);
    expect(await findKey(store, tenant.tenantId, apiKey.keyId)).toEqual(apiKey);
    expect(apiKey).toMatchObject({ name: 'till', scopes: ['licenses:read'], createdAt: at(start) });
    expect(await access(text, start + day - 1)).toBe('granted');
    expect(await access(text, start + day)).toBe('expired');
  });

  it('keeps nothing that proves the key', async () => {
    const { text } = await key();
    const kept = JSON.stringify(await listKeys(store, tenant.tenantId));
    expect(kept).not.toContain(text);
    expect(kept).not.toContain(text.slice(-49, -6));
  });
});

describe('listing keys', () => {
  it('shows those of the tenant, oldest first, with their state', async () => {
    const second = await createKey(store, tenant, { scopes: [] }, start + 1);
    const first = await key({ expiresAt: at(start + day) });
    await createKey(
      store,
      { tenantId: 'other', mode: 'live', timeZone: 'UTC', billingManaged: false },
      { scopes: [] },
      start,
    );
    const keys = await listKeys(store, tenant.tenantId);
    expect(keys.map(({ keyId }) => keyId)).toEqual([first.apiKey.keyId, second.apiKey.keyId]);
    expect(keys.map(each => stateOf(each, at(start + day)))).toEqual(['expired', 'active']);
  });
});

describe('rotating a key', () => {
  it('makes one on the same terms and lets the old one end after the overlap', async () => {
    const old = await key({ name: 'till', scopes: ['licenses:read', 'licenses:write'] });
    const { text, apiKey } = made(await rotateKey(store, old.apiKey, 7 * day, start));
    expect(apiKey).toMatchObject({ name: 'till', scopes: old.apiKey.scopes, mode: 'live' });
    expect(apiKey.expiresAt).toBeUndefined();
    expect(await access(old.text, start + 7 * day - 1)).toBe('granted');
    expect(await access(old.text, start + 7 * day)).toBe('expired');
    expect(await access(text, start + 7 * day)).toBe('granted');
  });

  it('ends the old one at once without an overlap', async () => {
    const old = await key();
    made(await rotateKey(store, old.apiKey, 0, start));
    expect(await access(old.text, start)).toBe('expired');
  });

  it('lets neither key live longer than the old one would have', async () => {
    const old = await key({ expiresAt: at(start + day) });
    const { text } = made(await rotateKey(store, old.apiKey, 7 * day, start));
    expect(await access(old.text, start + day - 1)).toBe('granted');
    expect(await access(old.text, start + day)).toBe('expired');
    expect(await access(text, start + day)).toBe('expired');
  });

  it('gives the new one the expiry that it is told', async () => {
    const old = await key({ expiresAt: at(start + day) });
    const { text } = made(await rotateKey(store, old.apiKey, 7 * day, start, at(start + 2 * day)));
    expect(await access(old.text, start + day)).toBe('expired');
    expect(await access(text, start + 2 * day - 1)).toBe('granted');
    expect(await access(text, start + 2 * day)).toBe('expired');
  });

  it('makes nothing of a key that has ended or never was', async () => {
    const revoked = await key();
    await revokeKey(store, revoked.apiKey, start);
    const expired = await key({ expiresAt: at(start + day) });
    const rotate = (keyId: string) => rotateKey(store, { tenantId: tenant.tenantId, keyId }, day, start + day);
    expect(await rotate(revoked.apiKey.keyId)).toEqual({ problem: 'key_revoked' });
    expect(await rotate(expired.apiKey.keyId)).toEqual({ problem: 'key_expired' });
    expect(await rotate('000000000000')).toEqual({ problem: 'key_not_found' });
    expect(await listKeys(store, tenant.tenantId)).toHaveLength(2);
  });

  it('makes nothing when the key is revoked or rotated in the same moment', async () => {
    const old = await key();
    const results = await Promise.all([1, 2, 3].map(days => rotateKey(store, old.apiKey, days * day, start)));
    const problems = results.filter(result => 'problem' in result);
    expect(problems).toEqual(problems.map(() => ({ problem: 'key_changed' })));
    expect(await listKeys(store, tenant.tenantId)).toHaveLength(1 + results.length - problems.length);
  });
});

describe('revoking a key', () => {
  it('ends it for good', async () => {
    const { text, apiKey } = await key();
    expect(made(await revokeKey(store, apiKey, start + 5)).revokedAt).toBe(at(start + 5));
    expect(await access(text, start + 5)).toBe('revoked');
  });

  it('changes nothing the second time', async () => {
    const { apiKey } = await key();
    const first = made(await revokeKey(store, apiKey, start));
    expect(await revokeKey(store, apiKey, start + day)).toEqual(first);
    expect(await findKey(store, tenant.tenantId, apiKey.keyId)).toEqual(first);
  });

  it('knows the keys of its tenant only', async () => {
    const { apiKey } = await key();
    expect(await revokeKey(store, { tenantId: 'other', keyId: apiKey.keyId }, start)).toEqual({
      problem: 'key_not_found',
    });
  });
});
