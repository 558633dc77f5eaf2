import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { newLicense } from './new-license.ts';
import { smokeTest as it } from './smoke-test.ts';
import { dateInDays } from './tenant-today.ts';

const numbers = Array.from({ length: 10 }, (_, index) => index);

describe('Ten concurrent calls', () => {
  it('create one license if they are equal and have one idempotency key, and all return it', async ({ api }) => {
    const key = `check-${randomUUID()}`;
    const responses = await Promise.all(numbers.map(() => api.call('createLicense', { body: newLicense, key })));
    const bodies = responses.map(({ status, bytes }) => `${status} ${bytes.toString('utf8')}`);
    expect(new Set(bodies), 'the different responses').toHaveLength(1);
    expect(responses[0]?.status, 'status').toBe(201);
    const originals = responses.filter(({ headers }) => headers.get('idempotent-replayed') === null);
    // The response of an attempt that was retried may be lost.
    const wasRetried = responses.some(({ attempts }) => attempts > 1);
    expect(originals.length, 'responses without Idempotent-Replayed').toBeOneOf(wasRetried ? [0, 1] : [1]);
  });

  it('create one license if they differ and have one idempotency key, and the others get a mismatch', async ({
    api,
  }) => {
    const key = `check-${randomUUID()}`;
    const responses = await Promise.all(
      numbers.map(number => api.call('createLicense', { body: { ...newLicense, metadata: { number } }, key })),
    );
    const outcomes = responses.map(response => ('error' in response ? response.error.code : String(response.status)));
    expect(outcomes.sort()).toEqual(['201', ...Array(9).fill('idempotency_key_mismatch')]);
  });

  it('on one license, each with its own idempotency key, are carried out one by one', async ({ api }) => {
    const { licenseId } = (await api.succeeds('createLicense', { body: newLicense })).value;
    const path = { licenseId };
    const dates = numbers.slice(0, 4).map(number => dateInDays(40 + number));
    await Promise.all(dates.map(scheduledAt => api.succeeds('cancelLicense', { path, body: { scheduledAt } })));
    const { scheduledChanges } = (await api.succeeds('getLicense', { path })).value;
    expect(scheduledChanges, 'scheduledChanges').toHaveLength(1);
    expect(scheduledChanges[0]?.scheduledAt, 'date of the end').toBeOneOf(dates);
  });
});
