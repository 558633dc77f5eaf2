import { isDomainError } from '../../lib/domain/domain-error.ts';
import { decideCreateOrder, viewOrder } from '../../lib/domain/order.ts';
import { buildCreateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { customerRef } from '../../lib/dynamodb/items/customer.ts';
import { orderRef } from '../../lib/dynamodb/items/order.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const createOrder = defineOperation(endpoint, {
  reads: ({ body }, tenantId) => ({ customer: customerRef(tenantId, body.customerId) }),

  decide({ customer }, { body }, { tenant, createResourceId, time }) {
    const order = decideCreateOrder(body, customer, createResourceId, time);
    if (isDomainError(order)) return order;
    return {
      body: viewOrder(order, time.now),
      location: `/orders/${order.orderId}`,
      writes: [buildCreateWrite(orderRef(tenant.tenantId, order.orderId), order)],
    };
  },
});
