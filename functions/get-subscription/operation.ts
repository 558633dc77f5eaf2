import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { viewSubscription } from '../../lib/domain/subscription.ts';
import { latestAddonsRef } from '../../lib/dynamodb/items/addon.ts';
import { tornText } from '../../lib/dynamodb/items/addon-writes.ts';
import { subscriptionRef } from '../../lib/dynamodb/items/subscription.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getSubscription = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({
    subscription: subscriptionRef(tenantId, path.subscriptionId),
    addons: latestAddonsRef(tenantId, path.subscriptionId),
  }),

  decide({ subscription, addons }, _input, { time, seen }) {
    if (!subscription) return createBusinessError('subscription_not_found');
    const torn = tornText(subscription, addons, seen);
    if (torn) return { torn };
    return { body: viewSubscription(subscription, addons, time.now) };
  },
});
