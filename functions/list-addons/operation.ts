import { viewAddon } from '../../lib/domain/addon.ts';
import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { endWithSubscription, sortByAddedAt } from '../../lib/domain/subscription.ts';
import { aggregateHistoryRef } from '../../lib/dynamodb/items/aggregate.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const listAddons = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({
    aggregate: aggregateHistoryRef(tenantId, path.subscriptionId),
  }),

  decide({ aggregate: { subscription, addons } }, { query }, { time }) {
    if (!subscription) return createBusinessError('subscription_not_found');
    const ended = addons.map(({ addon }) => endWithSubscription(subscription, addon));
    const items = sortByAddedAt(ended).map(addon => viewAddon(addon, time.now));
    return { body: { items: query.status ? items.filter(({ status }) => query.status?.includes(status)) : items } };
  },
});
