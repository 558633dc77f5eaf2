import type { EndpointInput } from '../../lib/contract/endpoint.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { viewOrder } from '../../lib/domain/order.ts';
import { parseResourceId } from '../../lib/dynamodb/items/connect-item.ts';
import { toCustomerListPartition, toTenantListPartition } from '../../lib/dynamodb/items/index-keys.ts';
import { orderRef } from '../../lib/dynamodb/items/order.ts';
import { buildListPage, matchesFilter } from '../../lib/dynamodb/list-page.ts';
import { buildIndexQueries, type ListQuery, mergeIndexPages } from '../../lib/dynamodb/list-query.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

const toListQuery = (
  { customerId, state, limit, cursor }: EndpointInput<typeof endpoint>['query'],
  tenantId: string,
): ListQuery => ({
  tenantId,
  index: customerId ? 'byCustomer' : 'byTenant',
  partitionValues: customerId?.map(id => toCustomerListPartition(tenantId, 'order', id)) ?? [
    toTenantListPartition(tenantId, 'order'),
  ],
  order: 'newest',
  filters: [state],
  limit,
  cursor,
});

export const listOrders = defineOperation(endpoint, {
  reads: ({ query }, tenantId) => buildIndexQueries(toListQuery(query, tenantId)),

  followUpReads: (indexPages, { query }, tenantId) => ({
    orders: mergeIndexPages(toListQuery(query, tenantId), indexPages).indexKeys.map(indexEntry =>
      orderRef(tenantId, parseResourceId(indexEntry)),
    ),
  }),

  decide({ orders, ...indexPages }, { query }, { tenant: { tenantId }, time }) {
    const listQuery = toListQuery(query, tenantId);
    const byId = new Map(orders.map(order => [order.orderId, order]));
    const page = buildListPage(listQuery, mergeIndexPages(listQuery, indexPages), indexEntry => {
      const order = byId.get(parseResourceId(indexEntry));
      const view = order && viewOrder(order, time.now);
      return view && matchesFilter(view.state, query.state) ? view : undefined;
    });
    return isDomainError(page) ? page : { body: page };
  },
});
