import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { viewPorting } from '../../lib/domain/porting.ts';
import { portingDetailsRef } from '../../lib/dynamodb/items/porting-details.ts';
import { subscriptionRef } from '../../lib/dynamodb/items/subscription.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getInPorting = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({
    subscription: subscriptionRef(tenantId, path.subscriptionId),
    details: portingDetailsRef(tenantId, path.subscriptionId),
  }),

  decide({ subscription, details }, _input, { time }) {
    if (!subscription) return createBusinessError('subscription_not_found');
    if (!subscription.porting) return createBusinessError('porting_not_found');
    return { body: viewPorting(subscription.porting, details?.details, time.now) };
  },
});
