import { operation } from '../../lib/command/operation.ts';
import { rejected } from '../../lib/domain/outcome.ts';
import { viewSubscription } from '../../lib/domain/subscription.ts';
import { isWhole } from '../../lib/store/change.ts';
import { latestAddons, subscriptionRef } from '../../lib/store/entity.ts';
import { endpoint } from './endpoint.ts';

export const getSubscription = operation(endpoint, {
  needs: ({ path }, tenantId) => ({
    subscription: subscriptionRef(tenantId, path.subscriptionId),
    addons: latestAddons(tenantId, path.subscriptionId),
  }),

  decide({ subscription, addons }, _input, { moment }) {
    if (!subscription) return rejected('subscription_not_found');
    if (!isWhole(subscription, addons)) return { torn: true };
    return { body: viewSubscription(subscription, addons, moment.now) };
  },
});
