import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, it } from 'vitest';
import { type ApiKey, type AuthenticationFailure, authenticateApiKey, parseApiKey } from '../../lib/auth/api-key.ts';
import { findApiKey, findTenant, listApiKeys } from '../../lib/auth/api-key-repository.ts';
import {
  type ApiKeyProblem,
  cancelApiKeyRotation,
  confirmApiKeyRotation,
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
  const rotate = async (old: ApiKey, changes?: Parameters<typeof rotateApiKey>[3]) =>
    expectCreated(await rotateApiKey(store, old, start, changes));
  const confirm = (old: ApiKey, newKeyId: string, overlapMs: number, nowMs = start) =>
    confirmApiKeyRotation(store, old, newKeyId, overlapMs, nowMs);
  const rotateAndConfirm = async (old: ApiKey, overlapMs: number, changes?: Parameters<typeof rotateApiKey>[3]) => {
    const created = await rotate(old, changes);
    expectCreated(await confirm(old, created.apiKey.keyId, overlapMs));
    return created;
  };

  it('creates one with the same settings, which works at once beside the old one', async () => {
    const old = await createTestKey({ name: 'till', scopes: ['licenses:read', 'licenses:write'] });
    const { text, apiKey } = await rotate(old.apiKey);
    expect(apiKey).toMatchObject({ name: 'till', scopes: old.apiKey.scopes, mode: 'live' });
    expect(apiKey.expiresAt).toBeUndefined();
    expect(await readAccess(text, start)).toBe('granted');
    expect(await readAccess(old.text, start + 1000 * day)).toBe('granted');
  });

  it('lets the old one expire after the overlap, from the confirmation on', async () => {
    const old = await createTestKey();
    const { text } = await rotateAndConfirm(old.apiKey, 7 * day);
    expect(await readAccess(old.text, start + 7 * day - 1)).toBe('granted');
    expect(await readAccess(old.text, start + 7 * day)).toBe('expired');
    expect(await readAccess(text, start + 7 * day)).toBe('granted');
  });

  it('expires the old one immediately without an overlap', async () => {
    const old = await createTestKey();
    await rotateAndConfirm(old.apiKey, 0);
    expect(await readAccess(old.text, start)).toBe('expired');
  });

  it('lets neither key live longer than the old one would have', async () => {
    const old = await createTestKey({ expiresAt: toInstantText(start + day) });
    const { text } = await rotateAndConfirm(old.apiKey, 7 * day);
    expect(await readAccess(old.text, start + day - 1)).toBe('granted');
    expect(await readAccess(old.text, start + day)).toBe('expired');
    expect(await readAccess(text, start + day)).toBe('expired');
  });

  it('gives the new one the requested expiry', async () => {
    const old = await createTestKey({ expiresAt: toInstantText(start + day) });
    const { text } = await rotateAndConfirm(old.apiKey, 7 * day, { expiresAt: toInstantText(start + 2 * day) });
    expect(await readAccess(old.text, start + day)).toBe('expired');
    expect(await readAccess(text, start + 2 * day - 1)).toBe('granted');
    expect(await readAccess(text, start + 2 * day)).toBe('expired');
  });

  it('gives the new one the requested scopes, and otherwise those of the old one, also of a later release', async () => {
    const old = await createTestKey({ scopes: ['licenses:read', 'later:read'] });
    expect((await rotate(old.apiKey)).apiKey.scopes).toEqual(old.apiKey.scopes);
    expect((await rotate(old.apiKey, { scopes: ['*'] })).apiKey.scopes).toEqual(['*']);
  });

  it('again without a confirmation revokes the unconfirmed one, whose confirmation then expires nothing', async () => {
    const old = await createTestKey();
    const lost = await rotate(old.apiKey);
    const shown = await rotate(old.apiKey);
    expect(await readAccess(lost.text, start)).toBe('revoked');
    expect(await confirm(old.apiKey, lost.apiKey.keyId, 0)).toEqual({ problem: 'rotation_in_progress' });
    expect(await readAccess(old.text, start)).toBe('granted');
    expectCreated(await confirm(old.apiKey, shown.apiKey.keyId, 0));
    expect(await readAccess(old.text, start)).toBe('expired');
    expect(await readAccess(shown.text, start)).toBe('granted');
  });

  it('can be undone if the new one could not be shown: the old one stays as it is', async () => {
    const old = await createTestKey();
    const created = await rotate(old.apiKey);
    await cancelApiKeyRotation(store, old.apiKey, created.apiKey.keyId, start);
    expect(await readAccess(created.text, start)).toBe('revoked');
    expect(await findApiKey(store, tenant.tenantId, old.apiKey.keyId)).toEqual(old.apiKey);
    await rotateAndConfirm(old.apiKey, 0);
  });

  it('creates nothing for an API key that is expired, revoked or unknown', async () => {
    const revoked = await createTestKey();
    await revokeApiKey(store, revoked.apiKey, start);
    const expired = await createTestKey({ expiresAt: toInstantText(start + day) });
    const rotateKey = (keyId: string) => rotateApiKey(store, { tenantId: tenant.tenantId, keyId }, start + day);
    expect(await rotateKey(revoked.apiKey.keyId)).toEqual({ problem: 'key_revoked' });
    expect(await rotateKey(expired.apiKey.keyId)).toEqual({ problem: 'key_expired' });
    expect(await rotateKey('000000000000')).toEqual({ problem: 'key_not_found' });
    expect(await listApiKeys(store, tenant.tenantId)).toHaveLength(2);
  });

  it('at the same time leaves one new API key that works', async () => {
    const old = await createTestKey();
    const results = await Promise.all([1, 2, 3].map(() => rotateApiKey(store, old.apiKey, start)));
    const created = results.flatMap(result => ('problem' in result ? [] : result));
    const problems = results.filter(result => 'problem' in result);
    expect(problems).toEqual(problems.map(() => ({ problem: 'key_changed' })));
    expect(await listApiKeys(store, tenant.tenantId)).toHaveLength(1 + created.length);
    const access = await Promise.all(created.map(({ text }) => readAccess(text, start)));
    expect(access.filter(each => each === 'granted')).toHaveLength(1);
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
