import { smokeFixtures } from '../../../tools/local/smoke-fixtures.ts';
import type { CheckGroup } from '../check.ts';
import { expectDetails, expectHas, expectThat } from '../expect.ts';
import { newLicense } from '../new-license.ts';

const path = { subscriptionId: smokeFixtures.subscriptionId };

/** Everything that is a GET. */
export const readChecks: CheckGroup = {
  name: 'Read',
  checks: [
    {
      name: 'shows a subscription with its live add-ons',
      async run({ api }) {
        const read = await api.succeeds('getSubscription', { path });
        expectHas(read, { subscriptionId: smokeFixtures.subscriptionId });
        const ids = read.value.addons.map(({ productOffering }) => productOffering.productOfferingId);
        expectThat(
          ids.includes(smokeFixtures.addonOfferingId),
          `an add-on ${smokeFixtures.addonOfferingId}`,
          ids,
          read,
        );
      },
    },
    {
      name: 'lists add-ons, those of any of the asked for statuses only',
      async run({ api }) {
        const all = await api.succeeds('listAddons', { path });
        const live = await api.succeeds('listAddons', { path, query: '?status=ACTIVE&status=PENDING' });
        const expected = all.value.items.filter(({ status }) => ['ACTIVE', 'PENDING'].includes(status));
        expectHas(live, { items: expected });
        expectThat(expected.length > 0, 'at least one live add-on', all.value.items, all);
        const ended = await api.succeeds('listAddons', { path, query: '?status=CANCELLED' });
        const others = ended.value.items.filter(({ status }) => status !== 'CANCELLED');
        expectThat(others.length === 0, 'add-ons that are CANCELLED only', others, ended);
      },
    },
    {
      name: 'takes no notice of an idempotency key',
      async run({ api }) {
        const made = await api.succeeds('createLicense', { body: newLicense });
        const { licenseId } = made.value;
        const key = made.call.key ?? null;
        const read = await api.succeeds('getLicense', { path: { licenseId }, key });
        expectHas(read, { licenseId });
      },
    },
    {
      name: 'does not find what is not there',
      async run({ api }) {
        const nowhere = { subscriptionId: 'check-no-such' };
        await api.fails('getLicense', 'license_not_found', { path: { licenseId: 'check-no-such' } });
        await api.fails('getSubscription', 'subscription_not_found', { path: nowhere });
        await api.fails('listAddons', 'subscription_not_found', { path: nowhere });
      },
    },
    {
      name: 'refuses a query parameter or a value that it does not know',
      async run({ api }) {
        const misspelt = await api.fails('listAddons', 'VALIDATION_ERROR', { path, query: '?statuss=ACTIVE' });
        expectDetails(misspelt, { statuss: 'UNKNOWN_FIELD' });
        const unknown = await api.fails('listAddons', 'VALIDATION_ERROR', { path, query: '?status=LIVELY' });
        expectDetails(unknown, { status: 'INVALID_VALUE' });
        const surplus = await api.fails('getSubscription', 'VALIDATION_ERROR', { path, query: '?limit=1' });
        expectDetails(surplus, { limit: 'UNKNOWN_FIELD' });
      },
    },
  ],
};
