import { describe, expect } from 'vitest';
import { addMonths } from '../../lib/domain/calendar.ts';
import type { CheckedApi } from './checked-api.ts';
import { newBoundLicense, newLicense } from './new-license.ts';
import { smokeTest as it } from './smoke-test.ts';
import { dateInDays } from './tenant-today.ts';

/** The path of a new license. */
async function createLicense(api: CheckedApi, body: object = newLicense): Promise<{ licenseId: string }> {
  const { licenseId } = (await api.succeeds('createLicense', { body })).value;
  return { licenseId };
}

const endingOn = (scheduledAt: string) => {
  const change = { status: 'CANCELLED', scheduledAt } as const;
  return { pendingStatus: change, scheduledChanges: [change] };
};

describe('Cancel a license', () => {
  it('ends it immediately without a date and without a body', async ({ api }) => {
    const path = await createLicense(api);
    const { value } = await api.succeeds('cancelLicense', { path });
    expect(value).toMatchObject({ status: 'CANCELLED', scheduledChanges: [], cancelledAt: expect.any(String) });
    expect(value.pendingStatus, 'pendingStatus').toBeUndefined();
    const read = await api.succeeds('getLicense', { path });
    expect(read.value).toEqual(value);
  });

  it('ends it on a future date, and another cancel moves that date', async ({ api }) => {
    const path = await createLicense(api);
    for (const days of [40, 90, 20]) {
      const scheduledAt = dateInDays(days);
      const { value } = await api.succeeds('cancelLicense', { path, body: { scheduledAt } });
      expect(value).toMatchObject({ status: 'ACTIVE', ...endingOn(scheduledAt) });
      expect(value.cancelledAt, 'cancelledAt').toBeUndefined();
    }
    const read = await api.succeeds('getLicense', { path });
    expect(read.value).toMatchObject(endingOn(dateInDays(20)));
    const ended = await api.succeeds('cancelLicense', { path });
    expect(ended.value).toMatchObject({ status: 'CANCELLED', scheduledChanges: [] });
  });

  it('ends it at the first renewal after its minimum term, and immediately if the date is today', async ({
    api,
    today,
  }) => {
    const path = await createLicense(api, newBoundLicense);
    const scheduled = await api.succeeds('cancelLicense', { path });
    expect(scheduled.value).toMatchObject({ status: 'ACTIVE', ...endingOn(addMonths(await today(), 3)) });
    const ended = await api.succeeds('cancelLicense', { path, body: { scheduledAt: await today() } });
    expect(ended.value).toMatchObject({ status: 'CANCELLED', scheduledChanges: [] });
  });

  it('ends a pending one immediately, and keeps its activation if the end is later', async ({ api }) => {
    const path = await createLicense(api, { ...newBoundLicense, scheduledAt: dateInDays(40) });
    const start = { status: 'ACTIVE', scheduledAt: dateInDays(40) } as const;
    const end = { status: 'CANCELLED', scheduledAt: dateInDays(80) } as const;
    const after = await api.succeeds('cancelLicense', { path, body: { scheduledAt: dateInDays(80) } });
    expect(after.value).toMatchObject({ status: 'PENDING', pendingStatus: start, scheduledChanges: [start, end] });
    const before = await api.succeeds('cancelLicense', { path, body: { scheduledAt: dateInDays(20) } });
    expect(before.value).toMatchObject({ status: 'PENDING', ...endingOn(dateInDays(20)) });
    const ended = await api.succeeds('cancelLicense', { path });
    expect(ended.value).toMatchObject({ status: 'CANCELLED', scheduledChanges: [] });
    expect(ended.value.activatedAt, 'activatedAt').toBeUndefined();
  });

  it('merges metadata by property, and null removes one', async ({ api }) => {
    const path = await createLicense(api, { ...newLicense, metadata: { a: 1, b: 'two' } });
    const { value } = await api.succeeds('cancelLicense', { path, body: { metadata: { b: null, c: [3] } } });
    expect(value.status, 'status').toBe('CANCELLED');
    expect(value.metadata, 'metadata').toEqual({ a: 1, c: [3] });
  });

  it('rejects a license that has ended or does not exist', async ({ api }) => {
    const path = await createLicense(api);
    await api.succeeds('cancelLicense', { path });
    await api.fails('cancelLicense', 'license_already_cancelled', { path });
    await api.fails('cancelLicense', 'license_not_found', { path: { licenseId: 'check-no-such' } });
  });
});
