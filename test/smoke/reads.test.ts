import { describe, expect } from 'vitest';
import { smokeFixtures, smokeReferenceId } from '../../tools/local/smoke-fixtures.ts';
import { expectDetails } from './expect-details.ts';
import { newLicense } from './new-license.ts';
import { smokeTest as it } from './smoke-test.ts';

const { subscriptionId, addonOfferingId } = smokeFixtures;
const path = { subscriptionId };

describe('Read', () => {
  it('returns a subscription with its active add-ons', async ({ api }) => {
    const { value } = await api.succeeds('getSubscription', { path });
    expect(value.subscriptionId, 'subscriptionId').toBe(subscriptionId);
    const ids = value.addons.map(({ productOffering }) => productOffering.productOfferingId);
    expect(ids, 'add-ons').toContain(addonOfferingId);
  });

  it('finds a subscription by its phone number', async ({ api }) => {
    const { value } = await api.succeeds('listSubscriptions', { query: '?msisdn=%2B491700000000' });
    expect(
      value.items.map(each => each.subscriptionId),
      'subscriptions',
    ).toContain(subscriptionId);
  });

  it('finds a subscription by its reference in the path', async ({ api }) => {
    const { value } = await api.succeeds('getSubscription', { path: { subscriptionId: `rid_${smokeReferenceId}` } });
    expect(value.subscriptionId, 'subscriptionId').toBe(subscriptionId);
  });

  it('lists add-ons, filtered by any of several statuses', async ({ api }) => {
    const all = await api.succeeds('listAddons', { path });
    const live = await api.succeeds('listAddons', { path, query: '?status=ACTIVE&status=PENDING' });
    const expected = all.value.items.filter(({ status }) => ['ACTIVE', 'PENDING'].includes(status));
    expect(expected, 'active and pending add-ons').not.toHaveLength(0);
    expect(live.value.items).toEqual(expected);
    const ended = await api.succeeds('listAddons', { path, query: '?status=CANCELLED' });
    const others = ended.value.items.filter(({ status }) => status !== 'CANCELLED');
    expect(others, 'add-ons that are not CANCELLED').toEqual([]);
  });

  it('ignores an idempotency key', async ({ api }) => {
    const created = await api.succeeds('createLicense', { body: newLicense });
    const { licenseId } = created.value;
    const read = await api.succeeds('getLicense', { path: { licenseId }, key: created.call.key ?? null });
    expect(read.value.licenseId, 'licenseId').toBe(licenseId);
  });

  it('returns 404 for a resource that does not exist', async ({ api }) => {
    const unknown = { subscriptionId: 'check-no-such' };
    await api.fails('getLicense', 'license_not_found', { path: { licenseId: 'check-no-such' } });
    await api.fails('getSubscription', 'subscription_not_found', { path: unknown });
    await api.fails('listAddons', 'subscription_not_found', { path: unknown });
  });

  it('refuses an unknown query parameter or value', async ({ api }) => {
    const misspelt = await api.fails('listAddons', 'VALIDATION_ERROR', { path, query: '?statuss=ACTIVE' });
    expectDetails(misspelt, { statuss: 'UNKNOWN_FIELD' });
    const unknown = await api.fails('listAddons', 'VALIDATION_ERROR', { path, query: '?status=LIVELY' });
    expectDetails(unknown, { status: 'INVALID_VALUE' });
    const surplus = await api.fails('getSubscription', 'VALIDATION_ERROR', { path, query: '?limit=1' });
    expectDetails(surplus, { limit: 'UNKNOWN_FIELD' });
  });
});
