import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { viewSubscription } from '../../lib/domain/subscription.ts';
import { aggregateRef } from '../../lib/dynamodb/items/aggregate.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getSubscription = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({
    aggregate: aggregateRef(tenantId, path.subscriptionId),
  }),

  decide({ aggregate: { subscription, addons } }, _input, { time }) {
    if (!subscription) return createBusinessError('subscription_not_found');
    return { body: viewSubscription(subscription, addons, time.now) };
  },
});
