import { beforeEach } from 'vitest';
import type { EventWorld } from './event-world.ts';

/** A call about the license of the fixtures. */
export const ofLicense = { path: { licenseId: 'license' } };

/** A call that creates a license of the fixtures. */
export const licenseOrder = { body: { productOfferingId: 'offering', customerId: 'customer' } };

/** Stores the fixtures before each test, and reads their changes, so that a test publishes only its own. @returns commands about the fixtures */
export function useEventCommands(events: EventWorld) {
  const { world } = events;
  beforeEach(async () => {
    await Promise.all([world.haveCustomer(), world.haveOffering(), world.haveLicense(), world.haveSubscription()]);
    await events.readChanges();
  });
  return {
    cancelAddon: (body: object = {}) =>
      world.call('cancelAddon', {
        path: { subscriptionId: 'subscription' },
        body: { productOfferingId: 'addon-offering', ...body },
      }),
    cancelLicense: (scheduledAt: string) => world.call('cancelLicense', { ...ofLicense, body: { scheduledAt } }),
  };
}
