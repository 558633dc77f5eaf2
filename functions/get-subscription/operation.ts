import { operation } from '../../lib/command/operation.ts';
import { rejected } from '../../lib/domain/outcome.ts';
import { viewSubscription } from '../../lib/domain/subscription.ts';
import { tornText } from '../../lib/store/change.ts';
import { latestAddons, subscriptionRef } from '../../lib/store/entity.ts';
import { endpoint } from './endpoint.ts';

export const getSubscription = operation(endpoint, {
  needs: ({ path }, tenantId) => ({
    subscription: subscriptionRef(tenantId, path.subscriptionId),
    addons: latestAddons(tenantId, path.subscriptionId),
  }),

  decide({ subscription, addons }, _input, { moment, seen }) {
    if (!subscription) return rejected('subscription_not_found');
    const torn = tornText(subscription, addons, seen);
    if (torn) return { torn };
    return { body: viewSubscription(subscription, addons, moment.now) };
  },
});
