import { describe, expect } from 'vitest';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import { expectDetails } from './expect-details.ts';
import { newLicense } from './new-license.ts';
import { smokeTest as it } from './smoke-test.ts';
import { dateInDays } from './tenant-today.ts';

const { customerId, licenseOfferingId, subscriptionId } = smokeFixtures;

describe('Create a license', () => {
  it('activates it immediately, with its offering and its customer', async ({ api }) => {
    const metadata = { run: 'check', nested: { list: [1, 'two', null] } };
    const { value } = await api.succeeds('createLicense', { body: { ...newLicense, metadata } });
    expect(value).toMatchObject({
      status: 'ACTIVE',
      scheduledChanges: [],
      activatedAt: expect.any(String),
      customer: { customerId },
      productOffering: { productOfferingId: licenseOfferingId },
    });
    expect(value.pendingStatus, 'pendingStatus').toBeUndefined();
    expect(value.metadata, 'metadata').toEqual(metadata);
    const read = await api.succeeds('getLicense', { path: { licenseId: value.licenseId } });
    expect(read.value).toEqual(value);
  });

  it('stores text that a firewall could mistake for an attack', async ({ api }) => {
    const metadata = {
      callbackUrl: 'http://localhost:3000',
      instance: 'http://169.254.169.254/latest/meta-data/',
      file: '../../readme.ini',
      note: '<script>alert("hello")</script>',
    };
    const { value } = await api.succeeds('createLicense', { body: { ...newLicense, metadata } });
    const read = await api.succeeds('getLicense', { path: { licenseId: value.licenseId } });
    expect(read.value.metadata, 'metadata').toEqual(metadata);
  });

  it('finds no customer under a reference that a firewall could mistake for an attack', async ({ api }) => {
    for (const text of ['http://127.0.0.1/', '<script>alert(1)</script>', 'web-inf.log']) {
      const customerId = `rid_${text}`;
      await api.fails('createLicense', 'customer_not_found', { body: { ...newLicense, customerId } });
      const list = await api.succeeds('listLicenses', { query: `?customerId=${encodeURIComponent(customerId)}` });
      expect(list.value.items, 'licenses of an unknown reference').toEqual([]);
    }
  });

  it('activates it immediately if the date is today', async ({ api, today }) => {
    const body = { ...newLicense, scheduledAt: await today() };
    const { value } = await api.succeeds('createLicense', { body });
    expect(value).toMatchObject({ status: 'ACTIVE', scheduledChanges: [] });
  });

  it('keeps it pending until a future date', async ({ api }) => {
    const scheduledAt = dateInDays(40);
    const { value } = await api.succeeds('createLicense', { body: { ...newLicense, scheduledAt } });
    const change = { status: 'ACTIVE', scheduledAt } as const;
    expect(value).toMatchObject({ status: 'PENDING', pendingStatus: change, scheduledChanges: [change] });
    expect(value.activatedAt, 'activatedAt').toBeUndefined();
  });

  it('assigns it to a subscription or to its customer', async ({ api }) => {
    const toSubscription = { type: 'SUBSCRIPTION', subscriptionId };
    const one = await api.succeeds('createLicense', { body: { ...newLicense, assignedTo: toSubscription } });
    expect(one.value.assignedTo?.type, 'assignedTo.type').toBe('SUBSCRIPTION');
    const toCustomer = { type: 'CUSTOMER', customerId };
    const other = await api.succeeds('createLicense', { body: { ...newLicense, assignedTo: toCustomer } });
    expect(other.value.assignedTo?.type, 'assignedTo.type').toBe('CUSTOMER');
  });

  it('creates two licenses from two equal calls without an idempotency key', async ({ api }) => {
    const one = await api.succeeds('createLicense', { body: newLicense, key: null });
    const other = await api.succeeds('createLicense', { body: newLicense, key: null });
    expect(other.value.licenseId, 'licenseId').not.toBe(one.value.licenseId);
  });

  it('refuses a date that is past or does not exist', async ({ api }) => {
    for (const scheduledAt of ['2000-01-01', '2024-02-30']) {
      const refused = await api.fails('createLicense', 'VALIDATION_ERROR', { body: { ...newLicense, scheduledAt } });
      expectDetails(refused, { scheduledAt: 'INVALID_VALUE' });
    }
  });

  it.for([
    ['customer_not_found', { customerId: 'check-no-such' }],
    ['product_offering_not_found', { productOfferingId: 'check-no-such' }],
    ['product_offering_not_available', { productOfferingId: smokeFixtures.addonOfferingId }],
    ['license_type_mismatch', { type: 'check-no-such' }],
    ['subscription_not_found', { assignedTo: { type: 'SUBSCRIPTION', subscriptionId: 'check-no-such' } }],
  ] as const)('rejects it with %s', async ([code, change], { api }) => {
    await api.fails('createLicense', code, { body: { ...newLicense, ...change } });
  });
});
