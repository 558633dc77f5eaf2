import { randomInt } from 'node:crypto';
import type { Subscription, SubscriptionAddon } from '../../../lib/contract/subscription.ts';
import { addMonths, toInstant } from '../../../lib/domain/calendar.ts';
import { smokeFixtures } from '../../../tools/local/smoke-fixtures.ts';
import type { SuccessAnswer } from '../api.ts';
import type { CheckGroup } from '../check.ts';
import { expectDetails, expectHas, expectPresent, expectThat } from '../expect.ts';
import { expectSame } from '../unmet.ts';

const { subscriptionId, addonOfferingId: productOfferingId } = smokeFixtures;
const path = { subscriptionId };

/** A day so far away that the add-on never ends, and most likely another one than the last time. */
const farAway = (): string => `${randomInt(2150, 2200)}-${randomInt(10, 13)}-${randomInt(10, 29)}`;

function addonIn(answer: Pick<SuccessAnswer<'getSubscription'>, 'told'> & { value: Subscription }) {
  const addon = answer.value.addons.find(each => each.productOffering.productOfferingId === productOfferingId);
  return { ...answer, value: expectPresent<SubscriptionAddon>(`an add-on ${productOfferingId}`, addon, answer) };
}

/** The day a hundred years later, and those around it: in the tenant's time zone it may have been another day. */
const centuryAfter = (instant: string): string[] =>
  [-1, 0, 1].map(days => addMonths(toInstant(Date.parse(instant) + days * 24 * 3600 * 1000).slice(0, 10), 1200));

/** `POST /subscriptions/{subscriptionId}/addons/cancel`. The add-on must outlive this: it is the one that the next run needs. */
export const cancelAddonChecks: CheckGroup = {
  name: 'Cancel an add-on',
  checks: [
    {
      name: 'moves its end from one date to another, and tells reason and metadata',
      async run({ api }) {
        const scheduledAt = farAway();
        const body = {
          productOfferingId,
          scheduledAt,
          reason: `check ${scheduledAt}`,
          metadata: { check: scheduledAt },
        };
        const moved = addonIn(await api.succeeds('cancelAddon', { path, body }));
        const change = { status: 'CANCELLED', scheduledAt } as const;
        expectHas(moved, {
          status: 'ACTIVE',
          pendingStatus: change,
          scheduledChanges: [change],
          cancellationReason: body.reason,
          cancelledAt: undefined,
        });
        expectSame('metadata.check', moved.value.metadata?.check, scheduledAt, moved.told);
        const read = addonIn(await api.succeeds('getSubscription', { path }));
        expectHas(read, moved.value);
      },
    },
    {
      name: 'replays the answer byte for byte after the end was moved again',
      async run({ api }) {
        const first = await api.succeeds('cancelAddon', { path, body: { productOfferingId, scheduledAt: farAway() } });
        await api.succeeds('cancelAddon', { path, body: { productOfferingId, scheduledAt: farAway() } });
        await api.replays(first);
      },
    },
    {
      name: 'ends it by default at the first renewal after the bound months',
      async run({ api }) {
        const before = addonIn(await api.succeeds('getSubscription', { path }));
        // Only this price keeps the add-on of any other day alive without a date.
        expectHas({ ...before, value: before.value.productOffering.price }, { boundMonths: 1200 });
        const scheduled = addonIn(await api.succeeds('cancelAddon', { path, body: { productOfferingId } }));
        const { status, pendingStatus } = scheduled.value;
        expectSame('status', status, 'ACTIVE', scheduled.told);
        const possible = centuryAfter(before.value.addedAt);
        const right = pendingStatus?.status === 'CANCELLED' && possible.includes(pendingStatus.scheduledAt);
        expectThat(right, `an end on ${possible[1]}`, pendingStatus, scheduled);
      },
    },
    {
      name: 'refuses a date that is past and a body without the offering',
      async run({ api }) {
        const past = { productOfferingId, scheduledAt: '2000-01-01' };
        const refused = await api.fails('cancelAddon', 'VALIDATION_ERROR', { path, body: past });
        expectDetails(refused, { scheduledAt: 'INVALID_VALUE' });
        const incomplete = await api.fails('cancelAddon', 'VALIDATION_ERROR', { path });
        expectDetails(incomplete, { productOfferingId: 'FIELD_REQUIRED' });
      },
    },
    {
      name: 'rejects an add-on and a subscription that are not there',
      async run({ api }) {
        const body = { productOfferingId: smokeFixtures.licenseOfferingId };
        await api.fails('cancelAddon', 'addon_not_found', { path, body });
        const nowhere = { subscriptionId: 'check-no-such' };
        await api.fails('cancelAddon', 'subscription_not_found', { path: nowhere, body });
      },
    },
  ],
};
