import { operation } from '../../lib/command/operation.ts';
import { cancelAddon as cancel } from '../../lib/domain/addon.ts';
import { isNo } from '../../lib/domain/outcome.ts';
import { viewSubscription } from '../../lib/domain/subscription.ts';
import { tornText, updateAddons } from '../../lib/store/change.ts';
import { latestAddons, subscriptionRef } from '../../lib/store/entity.ts';
import { endpoint } from './endpoint.ts';

export const cancelAddon = operation(endpoint, {
  needs: ({ path }, tenantId) => ({
    subscription: subscriptionRef(tenantId, path.subscriptionId),
    addons: latestAddons(tenantId, path.subscriptionId),
  }),

  decide({ subscription, addons }, { body }, { tenant, moment, seen }) {
    const torn = subscription && tornText(subscription, addons, seen);
    if (torn) return { torn };
    const cancelled = cancel(subscription, addons, body, moment);
    if (isNo(cancelled)) return cancelled;
    const { before, after } = cancelled;
    const latest = addons.map(addon => (addon === before ? after : addon));
    return {
      body: viewSubscription({ ...cancelled.subscription, changedAt: moment.now }, latest, moment.now, after),
      writes: updateAddons(tenant.tenantId, cancelled.subscription, addons, [{ before, after }]),
    };
  },
});
