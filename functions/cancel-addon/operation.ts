import { decideCancelAddon as cancel } from '../../lib/domain/addon.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { viewSubscription } from '../../lib/domain/subscription.ts';
import { latestAddonsRef } from '../../lib/dynamodb/items/addon.ts';
import { buildAddonUpdates, tornText } from '../../lib/dynamodb/items/addon-writes.ts';
import { subscriptionRef } from '../../lib/dynamodb/items/subscription.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const cancelAddon = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({
    subscription: subscriptionRef(tenantId, path.subscriptionId),
    addons: latestAddonsRef(tenantId, path.subscriptionId),
  }),

  decide({ subscription, addons }, { body }, { tenant, time, seen }) {
    const torn = subscription && tornText(subscription, addons, seen);
    if (torn) return { torn };
    const cancelled = cancel(subscription, addons, body, time);
    if (isDomainError(cancelled)) return cancelled;
    const { before, after } = cancelled;
    const latest = addons.map(addon => (addon === before ? after : addon));
    return {
      body: viewSubscription({ ...cancelled.subscription, changedAt: time.now }, latest, time.now, after),
      writes: buildAddonUpdates(tenant.tenantId, cancelled.subscription, addons, [{ before, after }]),
    };
  },
});
