import { isDomainError } from '../../lib/domain/domain-error.ts';
import { viewSubscription } from '../../lib/domain/subscription.ts';
import { decideUndoAddonCancellation } from '../../lib/domain/undo-addon-cancellation.ts';
import { aggregateRef, buildAddonUpdates } from '../../lib/dynamodb/items/aggregate.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const undoAddonCancellation = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({
    aggregate: aggregateRef(tenantId, path.subscriptionId),
  }),

  decide({ aggregate: { subscription, addons } }, { body }, { tenant, time }) {
    const decision = decideUndoAddonCancellation(subscription, addons, body, time);
    if (isDomainError(decision)) return decision;
    const { before, after } = decision;
    const latest = addons.map(addon => (addon === before ? after : addon));
    return {
      body: viewSubscription({ ...decision.subscription, changedAt: time.now }, latest, time.now),
      writes: buildAddonUpdates(tenant.tenantId, decision.subscription, addons, [{ before, after }]),
    };
  },
});
