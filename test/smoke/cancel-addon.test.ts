import { randomInt } from 'node:crypto';
import { describe, expect } from 'vitest';
import { addMonths, toInstant } from '../../lib/domain/calendar.ts';
import { smokeFixtures } from '../../tools/local/smoke-fixtures.ts';
import type { SuccessResponse } from './checked-api.ts';
import { expectDetails } from './expect-details.ts';
import { smokeTest as it } from './smoke-test.ts';

const { subscriptionId, addonOfferingId: productOfferingId } = smokeFixtures;
const path = { subscriptionId };

/** A date so far away that the add-on never ends, and most likely not the date of the previous run. */
const randomFarDate = (): string => `${randomInt(2150, 2200)}-${randomInt(10, 13)}-${randomInt(10, 29)}`;

function expectAddon({ value }: SuccessResponse<'getSubscription'> | SuccessResponse<'cancelAddon'>) {
  const ids = value.addons.map(({ productOffering }) => productOffering.productOfferingId);
  const addon = value.addons.find(each => each.productOffering.productOfferingId === productOfferingId);
  return addon ?? expect.fail(ids, productOfferingId, 'add-ons of the subscription');
}

/** The date a hundred years later with the dates around it: the tenant's time zone may be on another date. */
const toCenturyLaterDates = (instant: string): string[] =>
  [-1, 0, 1].map(days => addMonths(toInstant(Date.parse(instant) + days * 24 * 3600 * 1000).slice(0, 10), 1200));

// The add-on must stay active: the next run needs it.
describe('Cancel an add-on', () => {
  it('moves its end from one date to another and stores the reason and metadata', async ({ api }) => {
    const scheduledAt = randomFarDate();
    const reason = `check ${scheduledAt}`;
    const body = { productOfferingId, scheduledAt, reason, metadata: { check: scheduledAt } };
    const moved = expectAddon(await api.succeeds('cancelAddon', { path, body }));
    const change = { status: 'CANCELLED', scheduledAt } as const;
    expect(moved).toMatchObject({
      status: 'ACTIVE',
      pendingStatus: change,
      scheduledChanges: [change],
      cancellationReason: reason,
      metadata: { check: scheduledAt },
    });
    expect(moved.cancelledAt, 'cancelledAt').toBeUndefined();
    expect(expectAddon(await api.succeeds('getSubscription', { path }))).toEqual(moved);
  });

  it('replays the response byte for byte after the end was moved again', async ({ api }) => {
    const body = { productOfferingId, scheduledAt: randomFarDate() };
    const first = await api.succeeds('cancelAddon', { path, body });
    await api.succeeds('cancelAddon', { path, body: { productOfferingId, scheduledAt: randomFarDate() } });
    await api.replays(first);
  });

  it('ends it by default at the first renewal after its minimum term', async ({ api }) => {
    const before = expectAddon(await api.succeeds('getSubscription', { path }));
    // Only with this price does a cancel without a date keep the add-on active.
    expect(before.productOffering.price, 'price of the add-on').toMatchObject({ boundMonths: 1200 });
    const { status, pendingStatus } = expectAddon(
      await api.succeeds('cancelAddon', { path, body: { productOfferingId } }),
    );
    expect({ status, end: pendingStatus?.status }).toEqual({ status: 'ACTIVE', end: 'CANCELLED' });
    expect(pendingStatus?.scheduledAt, 'date of the end').toBeOneOf(toCenturyLaterDates(before.addedAt));
  });

  it('refuses a date that is past and a body without the offering', async ({ api }) => {
    const past = { productOfferingId, scheduledAt: '2000-01-01' };
    const refused = await api.fails('cancelAddon', 'VALIDATION_ERROR', { path, body: past });
    expectDetails(refused, { scheduledAt: 'INVALID_VALUE' });
    const incomplete = await api.fails('cancelAddon', 'VALIDATION_ERROR', { path });
    expectDetails(incomplete, { productOfferingId: 'FIELD_REQUIRED' });
  });

  it('rejects an add-on and a subscription that do not exist', async ({ api }) => {
    const body = { productOfferingId: smokeFixtures.licenseOfferingId };
    await api.fails('cancelAddon', 'addon_not_found', { path, body });
    const unknown = { subscriptionId: 'check-no-such' };
    await api.fails('cancelAddon', 'subscription_not_found', { path: unknown, body });
  });
});
