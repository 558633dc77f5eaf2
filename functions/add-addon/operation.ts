import { decideAddAddon } from '../../lib/domain/add-addon.ts';
import { viewAddon } from '../../lib/domain/addon.ts';
import { createBusinessError, isDomainError } from '../../lib/domain/domain-error.ts';
import { aggregateEntriesRef, buildAddonAdditions, findReplacedAddon } from '../../lib/dynamodb/items/aggregate.ts';
import { productOfferingRef } from '../../lib/dynamodb/items/product-offering.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const addAddon = defineOperation(endpoint, {
  reads: ({ path, body }, tenantId) => ({
    aggregate: aggregateEntriesRef(tenantId, path.subscriptionId),
    target: productOfferingRef(tenantId, body.productOfferingId),
  }),

  followUpReads: ({ aggregate: { subscription } }, _input, tenantId) => ({
    subscriptionOffering:
      subscription?.productOffering && productOfferingRef(tenantId, subscription.productOffering.productOfferingId),
  }),

  decide({ aggregate, target, subscriptionOffering }, { body }, { tenant, newResourceId, time }) {
    const { subscription, addons: entries } = aggregate;
    const latestAddons = entries.map(({ addon }) => addon);
    const related = { latestAddons, target, subscriptionOffering };
    const addon = decideAddAddon(subscription, body, related, newResourceId, time);
    if (isDomainError(addon)) return addon;
    if (!subscription) return createBusinessError('subscription_not_found');
    const addition = { addon, replaced: findReplacedAddon(entries, body.productOfferingId, time.now) };
    return {
      body: viewAddon(addon, time.now),
      location: `/subscriptions/${addon.subscriptionId}/addons`,
      writes: buildAddonAdditions(tenant.tenantId, subscription, latestAddons, [addition]),
    };
  },
});
