import { operation } from '../../lib/command/operation.ts';
import { viewAddon } from '../../lib/domain/addon.ts';
import { rejected } from '../../lib/domain/outcome.ts';
import { inOrderAdded } from '../../lib/domain/subscription.ts';
import { tornText } from '../../lib/store/change.ts';
import { allAddons, subscriptionRef } from '../../lib/store/entity.ts';
import { endpoint } from './endpoint.ts';

export const listAddons = operation(endpoint, {
  needs: ({ path }, tenantId) => ({
    subscription: subscriptionRef(tenantId, path.subscriptionId),
    addons: allAddons(tenantId, path.subscriptionId),
  }),

  decide({ subscription, addons }, { query }, { moment, seen }) {
    if (!subscription) return rejected('subscription_not_found');
    const latest = addons.filter(({ isLatest }) => isLatest).map(({ addon }) => addon);
    const torn = tornText(subscription, latest, seen);
    if (torn) return { torn };
    const items = inOrderAdded(addons.map(({ addon }) => addon)).map(addon => viewAddon(addon, moment.now));
    return { body: { items: query.status ? items.filter(({ status }) => query.status?.includes(status)) : items } };
  },
});
