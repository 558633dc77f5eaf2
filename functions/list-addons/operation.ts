import { viewAddon } from '../../lib/domain/addon.ts';
import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { sortByAddedAt } from '../../lib/domain/subscription.ts';
import { allAddonsRef } from '../../lib/dynamodb/items/addon.ts';
import { tornText } from '../../lib/dynamodb/items/addon-writes.ts';
import { subscriptionRef } from '../../lib/dynamodb/items/subscription.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const listAddons = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({
    subscription: subscriptionRef(tenantId, path.subscriptionId),
    addons: allAddonsRef(tenantId, path.subscriptionId),
  }),

  decide({ subscription, addons }, { query }, { time, seen }) {
    if (!subscription) return createBusinessError('subscription_not_found');
    const latest = addons.filter(({ isLatest }) => isLatest).map(({ addon }) => addon);
    const torn = tornText(subscription, latest, seen);
    if (torn) return { torn };
    const items = sortByAddedAt(addons.map(({ addon }) => addon)).map(addon => viewAddon(addon, time.now));
    return { body: { items: query.status ? items.filter(({ status }) => query.status?.includes(status)) : items } };
  },
});
