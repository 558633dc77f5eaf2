import { setTimeout as sleep } from 'node:timers/promises';
import { smokeFixtures } from '../../../tools/local/smoke-fixtures.ts';
import type { Api, SuccessAnswer } from '../api.ts';
import type { CheckGroup } from '../check.ts';
import { expectDetails, expectHas, expectPresent, expectThat } from '../expect.ts';
import { newLicense } from '../new-license.ts';

const ofCustomer = `customerId=${smokeFixtures.customerId}`;
const offeringPath = { productOfferingId: smokeFixtures.licenseOfferingId };
const idsOf = ({ value }: SuccessAnswer<'listLicenses'>): string[] => value.items.map(({ licenseId }) => licenseId);

/** A list may lag behind what was made by a moment. */
async function listedSoon(api: Api, query: string, licenseId: string): Promise<SuccessAnswer<'listLicenses'>> {
  for (let attempt = 1; ; attempt++) {
    const list = await api.succeeds('listLicenses', { query });
    if (idsOf(list).includes(licenseId)) return list;
    expectThat(attempt < 20, `the license ${licenseId}`, idsOf(list), list);
    await sleep(250);
  }
}

/** Everything that has pages. */
export const listChecks: CheckGroup = {
  name: 'List',
  checks: [
    {
      name: 'has the newest licenses first, page by page, each once',
      async run({ api }) {
        const older = (await api.succeeds('createLicense', { body: newLicense })).value.licenseId;
        const newer = (await api.succeeds('createLicense', { body: newLicense })).value.licenseId;
        await listedSoon(api, `?${ofCustomer}`, older);
        await listedSoon(api, `?${ofCustomer}`, newer);
        const seen: string[] = [];
        let query = `?${ofCustomer}&limit=1`;
        // Others may have made some since.
        for (let pages = 1; !seen.includes(older); pages++) {
          const page = await api.succeeds('listLicenses', { query });
          seen.push(...idsOf(page));
          const cursor = expectPresent('a nextCursor', page.value.pagination.nextCursor ?? undefined, page);
          query = `?${ofCustomer}&limit=1&cursor=${cursor}`;
          expectThat(pages < 50, `the license ${older} within 50 pages`, seen, page);
          expectThat(new Set(seen).size === seen.length, 'each license once', seen, page);
          expectThat(seen.includes(newer) || !seen.includes(older), `${newer} before ${older}`, seen, page);
        }
      },
    },
    {
      name: 'has a license under the status that it has at the moment',
      async run({ api }) {
        const { licenseId } = (await api.succeeds('createLicense', { body: newLicense })).value;
        await listedSoon(api, `?${ofCustomer}&status=ACTIVE&status=PENDING`, licenseId);
        const ended = await api.succeeds('cancelLicense', { path: { licenseId } });
        const cancelled = await api.succeeds('listLicenses', { query: `?${ofCustomer}&status=CANCELLED` });
        const item = cancelled.value.items.find(each => each.licenseId === licenseId);
        expectHas({ ...cancelled, value: expectPresent('the license', item, cancelled) }, ended.value);
        const live = await api.succeeds('listLicenses', { query: `?${ofCustomer}&status=ACTIVE` });
        expectThat(!idsOf(live).includes(licenseId), 'a list without the license', idsOf(live), live);
      },
    },
    {
      name: 'has the product offerings, each as it is read by its id',
      async run({ api }) {
        const list = await api.succeeds('listProductOfferings', { query: '?type=LICENSE&limit=1000' });
        const item = list.value.items.find(
          ({ productOfferingId }) => productOfferingId === smokeFixtures.licenseOfferingId,
        );
        const offering = await api.succeeds('getProductOffering', { path: offeringPath });
        expectHas({ ...list, value: expectPresent('the offering', item, list) }, offering.value);
        const nowhere = { productOfferingId: 'check-no-such' };
        await api.fails('getProductOffering', 'product_offering_not_found', { path: nowhere });
      },
    },
    {
      name: 'refuses a filter, a limit and a cursor that are none',
      async run({ api }) {
        const wrong = '?status=LIVELY&limit=0&customer=x';
        const refused = await api.fails('listLicenses', 'VALIDATION_ERROR', { query: wrong });
        expectDetails(refused, {
          status: 'INVALID_VALUE',
          limit: 'INVALID_VALUE',
          customer: 'UNKNOWN_FIELD',
        });
        for (const operation of ['listLicenses', 'listProductOfferings'] as const) {
          const lost = await api.fails(operation, 'VALIDATION_ERROR', { query: '?cursor=check-no-such' });
          expectDetails(lost, { cursor: 'INVALID_VALUE' });
        }
      },
    },
  ],
};
