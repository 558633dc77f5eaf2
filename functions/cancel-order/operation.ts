import { isDomainError } from '../../lib/domain/domain-error.ts';
import { decideCancelOrder, viewOrder } from '../../lib/domain/order.ts';
import { buildUpdateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { orderRef } from '../../lib/dynamodb/items/order.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const cancelOrder = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ order: orderRef(tenantId, path.orderId) }),

  decide({ order }, { path, body }, { tenant, time }) {
    const cancelled = decideCancelOrder(order, body, time);
    if (isDomainError(cancelled)) return cancelled;
    const { before, after } = cancelled;
    return {
      body: viewOrder(after, time.now),
      writes: [buildUpdateWrite(orderRef(tenant.tenantId, path.orderId), before, after)],
    };
  },
});
