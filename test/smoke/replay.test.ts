import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { newLicense } from './new-license.ts';
import { smokeTest as it } from './smoke-test.ts';
import { dateInDays } from './tenant-today.ts';

describe('Repeat a request with the same idempotency key', () => {
  it('replays the response of a create byte for byte, even after the license has ended', async ({ api }) => {
    const first = await api.succeeds('createLicense', { body: newLicense });
    await api.replays(first);
    await api.succeeds('cancelLicense', { path: { licenseId: first.value.licenseId } });
    await api.replays(first);
  });

  it('replays the response of a cancel, even after the end was moved', async ({ api }) => {
    const { licenseId } = (await api.succeeds('createLicense', { body: newLicense })).value;
    const path = { licenseId };
    const first = await api.succeeds('cancelLicense', { path, body: { scheduledAt: dateInDays(40) } });
    await api.succeeds('cancelLicense', { path, body: { scheduledAt: dateInDays(60) } });
    await api.replays(first);
    const read = await api.succeeds('getLicense', { path });
    expect(read.value.pendingStatus).toMatchObject({ status: 'CANCELLED', scheduledAt: dateInDays(60) });
  });

  it('recognises an idempotency key under both names of its header', async ({ api }) => {
    const first = await api.succeeds('createLicense', { body: newLicense });
    const key = first.call.key ?? '';
    await api.replays(first, { headers: { 'X-Idempotency-Key': null, 'Idempotency-Key': key } });
    await api.replays(first, { headers: { 'Idempotency-Key': key } });
  });

  it('replays a business error and asks for a new idempotency key', async ({ api }) => {
    const body = { ...newLicense, productOfferingId: 'check-no-such' };
    const first = await api.fails('createLicense', 'product_offering_not_found', { body });
    expect(first.error.hint, 'hint').toMatch(/new (idempotency )?key/);
    await api.replays(first);
    await api.fails('createLicense', 'idempotency_key_mismatch', { body: newLicense, key: first.call.key ?? null });
    const { licenseId } = (await api.succeeds('createLicense', { body: newLicense })).value;
    await api.succeeds('cancelLicense', { path: { licenseId } });
    const ended = await api.fails('cancelLicense', 'license_already_cancelled', { path: { licenseId } });
    await api.replays(ended);
  });

  it('stores nothing for an invalid request: its idempotency key works once the request is valid', async ({ api }) => {
    const key = `check-${randomUUID()}`;
    const body = { ...newLicense, scheduledat: dateInDays(40) };
    await api.fails('createLicense', 'VALIDATION_ERROR', { body, key });
    await api.fails('createLicense', 'MALFORMED_JSON', { body: '{', key });
    await api.fails('createLicense', 'UNAUTHORIZED', { body: newLicense, key, headers: { 'X-API-Key': null } });
    const created = await api.succeeds('createLicense', { body: newLicense, key });
    await api.replays(created);
  });
});
