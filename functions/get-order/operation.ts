import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { viewOrder } from '../../lib/domain/order.ts';
import { orderRef } from '../../lib/dynamodb/items/order.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getOrder = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ order: orderRef(tenantId, path.orderId) }),

  decide: ({ order }, _input, { time }) =>
    order ? { body: viewOrder(order, time.now) } : createBusinessError('order_not_found'),
});
