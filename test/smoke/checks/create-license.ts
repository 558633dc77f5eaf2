import { smokeFixtures } from '../../../tools/local/smoke-fixtures.ts';
import type { CheckGroup } from '../check.ts';
import { expectDetails, expectHas, expectPresent, expectThat } from '../expect.ts';
import { newLicense } from '../new-license.ts';
import { inDays } from '../today.ts';

const { customerId, licenseOfferingId, subscriptionId } = smokeFixtures;

/** `POST /licenses` */
export const createLicenseChecks: CheckGroup = {
  name: 'Create a license',
  checks: [
    {
      name: 'makes it active now, of its offering, for its customer',
      async run({ api }) {
        const metadata = { run: 'check', nested: { list: [1, 'two', null] } };
        const made = await api.succeeds('createLicense', { body: { ...newLicense, metadata } });
        const { customer, productOffering } = made.value;
        expectHas(made, { status: 'ACTIVE', pendingStatus: undefined, scheduledChanges: [], metadata });
        expectPresent('activatedAt', made.value.activatedAt, made);
        expectHas({ ...made, value: customer }, { customerId });
        expectHas({ ...made, value: productOffering }, { productOfferingId: licenseOfferingId });
        const read = await api.succeeds('getLicense', { path: { licenseId: made.value.licenseId } });
        expectHas(read, made.value);
      },
    },
    {
      name: 'makes it active now on the date of today',
      async run({ api, today }) {
        const made = await api.succeeds('createLicense', { body: { ...newLicense, scheduledAt: await today() } });
        expectHas(made, { status: 'ACTIVE', scheduledChanges: [] });
      },
    },
    {
      name: 'keeps it pending until a date to come',
      async run({ api }) {
        const scheduledAt = inDays(40);
        const made = await api.succeeds('createLicense', { body: { ...newLicense, scheduledAt } });
        const change = { status: 'ACTIVE', scheduledAt } as const;
        expectHas(made, {
          status: 'PENDING',
          activatedAt: undefined,
          pendingStatus: change,
          scheduledChanges: [change],
        });
      },
    },
    {
      name: 'assigns it to a subscription or to its customer',
      async run({ api }) {
        const toSubscription = { type: 'SUBSCRIPTION', subscriptionId } as const;
        const one = await api.succeeds('createLicense', { body: { ...newLicense, assignedTo: toSubscription } });
        const assigned = expectPresent('assignedTo', one.value.assignedTo, one);
        expectThat(assigned.type === 'SUBSCRIPTION', 'assignedTo.type "SUBSCRIPTION"', assigned, one);
        const toCustomer = { type: 'CUSTOMER', customerId } as const;
        const other = await api.succeeds('createLicense', { body: { ...newLicense, assignedTo: toCustomer } });
        expectThat(
          other.value.assignedTo?.type === 'CUSTOMER',
          'assignedTo.type "CUSTOMER"',
          other.value.assignedTo,
          other,
        );
      },
    },
    {
      name: 'makes two of two equal calls without an idempotency key',
      async run({ api }) {
        const one = await api.succeeds('createLicense', { body: newLicense, key: null });
        const other = await api.succeeds('createLicense', { body: newLicense, key: null });
        expectThat(other.value.licenseId !== one.value.licenseId, 'another licenseId', other.value.licenseId, other);
      },
    },
    {
      name: 'refuses dates that are past or do not exist',
      async run({ api }) {
        for (const scheduledAt of ['2000-01-01', '2024-02-30']) {
          const refused = await api.fails('createLicense', 'VALIDATION_ERROR', {
            body: { ...newLicense, scheduledAt },
          });
          expectDetails(refused, { scheduledAt: 'INVALID_VALUE' });
        }
      },
    },
    {
      name: 'rejects what it does not know or cannot sell',
      async run({ api }) {
        const assignedTo = { type: 'SUBSCRIPTION', subscriptionId: 'check-no-such' };
        const { addonOfferingId } = smokeFixtures;
        for (const [code, change] of [
          ['customer_not_found', { customerId: 'check-no-such' }],
          ['product_offering_not_found', { productOfferingId: 'check-no-such' }],
          ['product_offering_not_available', { productOfferingId: addonOfferingId }],
          ['license_type_mismatch', { type: 'check-no-such' }],
          ['subscription_not_found', { assignedTo }],
        ] as const) {
          await api.fails('createLicense', code, { body: { ...newLicense, ...change } });
        }
      },
    },
  ],
};
