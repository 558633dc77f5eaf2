import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import type { CheckedApi, SuccessResponse } from './checked-api.ts';
import { expectDetails } from './expect-details.ts';
import { newLicense } from './new-license.ts';
import { smokeTest as it } from './smoke-test.ts';

const ofCustomer = `customerId=${smokeFixtures.customerId}`;
const offeringPath = { productOfferingId: smokeFixtures.licenseOfferingId };

const listIds = ({ value }: SuccessResponse<'listLicenses'>): string[] => value.items.map(({ licenseId }) => licenseId);

/** Waits until a list has a license: lists are eventually consistent. */
async function waitUntilListed(api: CheckedApi, query: string, licenseId: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    const ids = listIds(await api.succeeds('listLicenses', { query }));
    if (ids.includes(licenseId)) return;
    if (attempt === 20) expect(ids, 'licenses of the list').toContain(licenseId);
    await sleep(250);
  }
}

describe('List', () => {
  it('returns the newest licenses first, page by page, each once', async ({ api }) => {
    const older = (await api.succeeds('createLicense', { body: newLicense })).value.licenseId;
    const newer = (await api.succeeds('createLicense', { body: newLicense })).value.licenseId;
    await waitUntilListed(api, `?${ofCustomer}`, older);
    await waitUntilListed(api, `?${ofCustomer}`, newer);
    const seen: string[] = [];
    let query = `?${ofCustomer}&limit=1`;
    // Other clients may have created licenses since.
    for (let pages = 1; !seen.includes(older); pages++) {
      expect(pages, 'pages until the license').toBeLessThan(50);
      const page = await api.succeeds('listLicenses', { query });
      seen.push(...listIds(page));
      expect(page.value.pagination.nextCursor, 'nextCursor').toEqual(expect.any(String));
      query = `?${ofCustomer}&limit=1&cursor=${page.value.pagination.nextCursor}`;
    }
    expect(seen, 'listed licenses').toEqual([...new Set(seen)]);
    expect(seen, 'licenses listed before the older one').toContain(newer);
  });

  it('returns a license under its current status', async ({ api }) => {
    const { licenseId } = (await api.succeeds('createLicense', { body: newLicense })).value;
    await waitUntilListed(api, `?${ofCustomer}&status=ACTIVE&status=PENDING`, licenseId);
    const ended = await api.succeeds('cancelLicense', { path: { licenseId } });
    const cancelled = await api.succeeds('listLicenses', { query: `?${ofCustomer}&status=CANCELLED` });
    expect(cancelled.value.items.find(item => item.licenseId === licenseId)).toEqual(ended.value);
    const active = await api.succeeds('listLicenses', { query: `?${ofCustomer}&status=ACTIVE` });
    expect(listIds(active), 'active licenses').not.toContain(licenseId);
  });

  it('returns the product offerings, each as when it is read by its id', async ({ api }) => {
    const list = await api.succeeds('listProductOfferings', { query: '?type=LICENSE&limit=1000' });
    const offering = await api.succeeds('getProductOffering', { path: offeringPath });
    expect(list.value.items).toContainEqual(offering.value);
    const unknown = { productOfferingId: 'check-no-such' };
    await api.fails('getProductOffering', 'product_offering_not_found', { path: unknown });
  });

  it('refuses an unknown filter and an invalid status, limit and cursor', async ({ api }) => {
    const query = '?status=LIVELY&limit=0&customer=x';
    const refused = await api.fails('listLicenses', 'VALIDATION_ERROR', { query });
    expectDetails(refused, { status: 'INVALID_VALUE', limit: 'INVALID_VALUE', customer: 'UNKNOWN_FIELD' });
    for (const operation of ['listLicenses', 'listProductOfferings'] as const) {
      const invalid = await api.fails(operation, 'VALIDATION_ERROR', { query: '?cursor=check-no-such' });
      expectDetails(invalid, { cursor: 'INVALID_VALUE' });
    }
  });
});
