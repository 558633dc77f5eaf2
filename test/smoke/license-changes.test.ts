import { describe, expect } from 'vitest';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import { newLicense } from './new-license.ts';
import { smokeTest as it } from './smoke-test.ts';
import { dateInDays } from './tenant-today.ts';

const { renewalOfferingId: productOfferingId } = smokeFixtures;

describe('Change a license', () => {
  it('schedules a change of the offering, undoes it, and changes the offering at once', async ({ api }) => {
    const { licenseId } = (await api.succeeds('createLicense', { body: newLicense })).value;
    const path = { licenseId };
    const options = await api.succeeds('listLicenseOfferingOptions', { path });
    const ids = options.value.items.map(({ productOffering }) => productOffering.productOfferingId);
    expect(ids, 'options').toEqual([productOfferingId]);

    const scheduledAt = dateInDays(40);
    const scheduled = await api.succeeds('changeLicenseOffering', { path, body: { productOfferingId, scheduledAt } });
    expect(scheduled.value.pendingProductOffering).toMatchObject({ scheduledAt, product: { productOfferingId } });
    const undone = await api.succeeds('undoOfferingChange', { path });
    expect(undone.value.pendingProductOffering, 'pendingProductOffering').toBeUndefined();
    await api.fails('undoOfferingChange', 'nothing_scheduled', { path });

    const changed = await api.succeeds('changeLicenseOffering', { path, body: { productOfferingId } });
    expect(changed.value.productOffering.productOfferingId, 'productOffering').toBe(productOfferingId);
    const read = await api.succeeds('getLicense', { path });
    expect(read.value).toEqual(changed.value);
  });

  it('undoes a scheduled cancellation', async ({ api }) => {
    const { licenseId } = (await api.succeeds('createLicense', { body: newLicense })).value;
    const path = { licenseId };
    await api.succeeds('cancelLicense', { path, body: { scheduledAt: dateInDays(40) } });
    const { value } = await api.succeeds('undoLicenseCancellation', { path });
    expect(value).toMatchObject({ status: 'ACTIVE', scheduledChanges: [] });
    await api.fails('undoLicenseCancellation', 'nothing_scheduled', { path });
  });

  it('sets metadata without a cancellation', async ({ api }) => {
    const { licenseId } = (await api.succeeds('createLicense', { body: { ...newLicense, metadata: { a: 1 } } })).value;
    const { value } = await api.succeeds('updateLicense', { path: { licenseId }, body: { metadata: { b: 2 } } });
    expect(value.metadata, 'metadata').toEqual({ a: 1, b: 2 });
  });
});
