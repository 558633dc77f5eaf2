import { describe, expect } from 'vitest';
import { newLicense } from './new-license.ts';
import { smokeTest as it } from './smoke-test.ts';
import { dateInDays } from './tenant-today.ts';

const mismatch = 'idempotency_key_mismatch';

describe('Reuse an idempotency key for another request', () => {
  it('refuses another body, even if it differs in white space only', async ({ api }) => {
    const { call } = await api.succeeds('createLicense', { body: newLicense });
    const key = call.key ?? null;
    await api.fails('createLicense', mismatch, { body: { ...newLicense, scheduledAt: dateInDays(40) }, key });
    await api.fails('createLicense', mismatch, { body: JSON.stringify(newLicense, null, 1), key });
    await api.fails('createLicense', mismatch, { body: '{', key });
    await api.fails('createLicense', mismatch, { key });
  });

  it('refuses another path and another operation, and changes nothing', async ({ api }) => {
    const one = await api.succeeds('createLicense', { body: newLicense });
    const other = await api.succeeds('createLicense', { body: newLicense });
    const body = { scheduledAt: dateInDays(40) };
    const { call } = await api.succeeds('cancelLicense', { path: { licenseId: one.value.licenseId }, body });
    const path = { licenseId: other.value.licenseId };
    await api.fails('cancelLicense', mismatch, { path, body, key: call.key ?? null });
    await api.fails('cancelLicense', mismatch, { path, body, key: other.call.key ?? null });
    const read = await api.succeeds('getLicense', { path });
    expect(read.value).toEqual(other.value);
  });
});
