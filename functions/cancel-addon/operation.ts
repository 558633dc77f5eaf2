import { decideCancelAddon as cancel } from '../../lib/domain/addon.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { viewSubscription } from '../../lib/domain/subscription.ts';
import { aggregateRef, buildAddonUpdates } from '../../lib/dynamodb/items/aggregate.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const cancelAddon = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({
    aggregate: aggregateRef(tenantId, path.subscriptionId),
  }),

  decide({ aggregate: { subscription, addons } }, { body }, { tenant, time }) {
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
