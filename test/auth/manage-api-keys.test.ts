import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { type AuthenticationFailure, authenticateApiKey, parseApiKey } from '../../lib/auth/api-key.ts';
import { findApiKey, findTenant, listApiKeys } from '../../lib/auth/api-key-repository.ts';
import {
  type ApiKeyProblem,
  createApiKey,
  revokeApiKey,
  rotateApiKey,
  toApiKeyState,
} from '../../lib/auth/manage-api-keys.ts';
import { Scope } from '../../lib/contract/scope.ts';
import type { Tenant } from '../../lib/domain/tenant.ts';
import { buildCreateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { tenantRef } from '../../lib/dynamodb/items/tenant.ts';
import type { TableAccess } from '../../lib/dynamodb/table-access.ts';
import { toTransactWriteItem } from '../../lib/dynamodb/write-input.ts';
import { useEngine } from '../support/test-engine.ts';

const engine = useEngine();
const start = Date.parse('2024-01-15T09:30:00.000Z');
const day = 24 * 3600 * 1000;
const toInstantText = (ms: number) => new Date(ms).toISOString();

let store: TableAccess;
let tenant: Tenant;
let tenants = 0;

beforeEach(async () => {
  store = { client: engine.client, tables: engine.tables };
  tenant = { tenantId: `t${++tenants}`, mode: 'live', timeZone: 'UTC', billingManaged: false };
  const write = buildCreateWrite(tenantRef(tenant.tenantId), tenant);
  const item = toTransactWriteItem({ ...write, item: { ...write.item, requestId: 'import' } }, store.tables.connect);
  await store.client.send(new TransactWriteCommand({ TransactItems: [item] }));
});

/** Returns true if an API key grants access at an instant. */
async function readAccess(text: string, ms: number): Promise<AuthenticationFailure | 'granted'> {
  const presented = parseApiKey(text);
  if (!presented) throw new Error(`${text} is no key.`);
  const apiKey = await findApiKey(store, presented.tenantId, presented.keyId);
  return (
    authenticateApiKey(presented, apiKey, await findTenant(store, tenant.tenantId), toInstantText(ms)) ?? 'granted'
  );
}

function expectCreated<T extends object>(result: T | ApiKeyProblem): T {
  if ('problem' in result) throw new Error(result.problem);
  return result;
}

const createTestKey = (terms: { expiresAt?: string; name?: string; scopes?: string[] } = {}) =>
  createApiKey(store, tenant, { scopes: [...Scope.options], ...terms }, start);

describe('creating an API key', () => {
  it("creates one in the tenant's mode that grants access until it expires", async () => {
    const { text, apiKey } = await createTestKey({
      expiresAt: toInstantText(start + day),
      name: 'till',
      scopes: ['licenses:read'],
    });
    expect(text).toMatch(/^connect_live_t\d+_/);
    expect(await findApiKey(store, tenant.tenantId, apiKey.keyId)).toEqual(apiKey);
    expect(apiKey).toMatchObject({ name: 'till', scopes: ['licenses:read'], createdAt: toInstantText(start) });
    expect(await readAccess(text, start + day - 1)).toBe('granted');
    expect(await readAccess(text, start + day)).toBe('expired');
  });

  it('stores nothing that could be used as the API key', async () => {
    const { text } = await createTestKey();
    const kept = JSON.stringify(await listApiKeys(store, tenant.tenantId));
    expect(kept).not.toContain(text);
    expect(kept).not.toContain(text.slice(-49, -6));
  });
});

describe('listing API keys', () => {
  it('returns those of the tenant, oldest first, with their state', async () => {
    const second = await createApiKey(store, tenant, { scopes: [] }, start + 1);
    const first = await createTestKey({ expiresAt: toInstantText(start + day) });
    await createApiKey(
      store,
      { tenantId: 'other', mode: 'live', timeZone: 'UTC', billingManaged: false },
      { scopes: [] },
      start,
    );
    const keys = await listApiKeys(store, tenant.tenantId);
    expect(keys.map(({ keyId }) => keyId)).toEqual([first.apiKey.keyId, second.apiKey.keyId]);
    expect(keys.map(each => toApiKeyState(each, toInstantText(start + day)))).toEqual(['expired', 'active']);
  });
});

describe('rotating an API key', () => {
  it('creates one with the same settings and lets the old one expire after the overlap', async () => {
    const old = await createTestKey({ name: 'till', scopes: ['licenses:read', 'licenses:write'] });
    const { text, apiKey } = expectCreated(await rotateApiKey(store, old.apiKey, 7 * day, start));
    expect(apiKey).toMatchObject({ name: 'till', scopes: old.apiKey.scopes, mode: 'live' });
    expect(apiKey.expiresAt).toBeUndefined();
    expect(await readAccess(old.text, start + 7 * day - 1)).toBe('granted');
    expect(await readAccess(old.text, start + 7 * day)).toBe('expired');
    expect(await readAccess(text, start + 7 * day)).toBe('granted');
  });

  it('expires the old one immediately without an overlap', async () => {
    const old = await createTestKey();
    expectCreated(await rotateApiKey(store, old.apiKey, 0, start));
    expect(await readAccess(old.text, start)).toBe('expired');
  });

  it('lets neither key live longer than the old one would have', async () => {
    const old = await createTestKey({ expiresAt: toInstantText(start + day) });
    const { text } = expectCreated(await rotateApiKey(store, old.apiKey, 7 * day, start));
    expect(await readAccess(old.text, start + day - 1)).toBe('granted');
    expect(await readAccess(old.text, start + day)).toBe('expired');
    expect(await readAccess(text, start + day)).toBe('expired');
  });

  it('gives the new one the requested expiry', async () => {
    const old = await createTestKey({ expiresAt: toInstantText(start + day) });
    const { text } = expectCreated(
      await rotateApiKey(store, old.apiKey, 7 * day, start, { expiresAt: toInstantText(start + 2 * day) }),
    );
    expect(await readAccess(old.text, start + day)).toBe('expired');
    expect(await readAccess(text, start + 2 * day - 1)).toBe('granted');
    expect(await readAccess(text, start + 2 * day)).toBe('expired');
  });

  it('gives the new one the requested scopes, and otherwise those of the old one, also of a later release', async () => {
    const old = await createTestKey({ scopes: ['licenses:read', 'later:read'] });
    expect(expectCreated(await rotateApiKey(store, old.apiKey, day, start)).apiKey.scopes).toEqual(old.apiKey.scopes);
    const changes = { scopes: ['*'] };
    expect(expectCreated(await rotateApiKey(store, old.apiKey, day, start, changes)).apiKey.scopes).toEqual(['*']);
  });

  it('creates nothing for an API key that is expired, revoked or unknown', async () => {
    const revoked = await createTestKey();
    await revokeApiKey(store, revoked.apiKey, start);
    const expired = await createTestKey({ expiresAt: toInstantText(start + day) });
    const rotate = (keyId: string) => rotateApiKey(store, { tenantId: tenant.tenantId, keyId }, day, start + day);
    expect(await rotate(revoked.apiKey.keyId)).toEqual({ problem: 'key_revoked' });
    expect(await rotate(expired.apiKey.keyId)).toEqual({ problem: 'key_expired' });
    expect(await rotate('000000000000')).toEqual({ problem: 'key_not_found' });
    expect(await listApiKeys(store, tenant.tenantId)).toHaveLength(2);
  });

  it('creates nothing when the API key is revoked or rotated at the same time', async () => {
    const old = await createTestKey();
    const results = await Promise.all([1, 2, 3].map(days => rotateApiKey(store, old.apiKey, days * day, start)));
    const problems = results.filter(result => 'problem' in result);
    expect(problems).toEqual(problems.map(() => ({ problem: 'key_changed' })));
    expect(await listApiKeys(store, tenant.tenantId)).toHaveLength(1 + results.length - problems.length);
  });
});

describe('revoking an API key', () => {
  it('revokes it permanently', async () => {
    const { text, apiKey } = await createTestKey();
    expect(expectCreated(await revokeApiKey(store, apiKey, start + 5)).revokedAt).toBe(toInstantText(start + 5));
    expect(await readAccess(text, start + 5)).toBe('revoked');
  });

  it('changes nothing when repeated', async () => {
    const { apiKey } = await createTestKey();
    const first = expectCreated(await revokeApiKey(store, apiKey, start));
    expect(await revokeApiKey(store, apiKey, start + day)).toEqual(first);
    expect(await findApiKey(store, tenant.tenantId, apiKey.keyId)).toEqual(first);
  });

  it('finds the API keys of its tenant only', async () => {
    const { apiKey } = await createTestKey();
    expect(await revokeApiKey(store, { tenantId: 'other', keyId: apiKey.keyId }, start)).toEqual({
      problem: 'key_not_found',
    });
  });
});
