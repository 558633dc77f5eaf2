import type { EndpointInput } from '../../lib/contract/endpoint.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { viewProductOffering } from '../../lib/domain/product-offering.ts';
import { parseResourceId } from '../../lib/dynamodb/items/connect-item.ts';
import { toTenantListPartition } from '../../lib/dynamodb/items/index-keys.ts';
import { productOfferingRef } from '../../lib/dynamodb/items/product-offering.ts';
import { buildListPage, matchesFilter } from '../../lib/dynamodb/list-page.ts';
import { buildIndexQueries, type ListQuery, mergeIndexPages } from '../../lib/dynamodb/list-query.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

const toListQuery = (
  { type, status, limit, cursor }: EndpointInput<typeof endpoint>['query'],
  tenantId: string,
): ListQuery => ({
  tenantId,
  index: 'byTenant',
  partitionValues: [toTenantListPartition(tenantId, 'product-offering')],
  order: 'oldest',
  filters: [type, status],
  limit,
  cursor,
});

export const listProductOfferings = defineOperation(endpoint, {
  reads: ({ query }, tenantId) => buildIndexQueries(toListQuery(query, tenantId)),

  followUpReads: (indexPages, { query }, tenantId) => ({
    offerings: mergeIndexPages(toListQuery(query, tenantId), indexPages).indexKeys.map(indexEntry =>
      productOfferingRef(tenantId, parseResourceId(indexEntry)),
    ),
  }),

  decide({ offerings, ...indexPages }, { query }, { tenant: { tenantId } }) {
    const listQuery = toListQuery(query, tenantId);
    const byId = new Map(offerings.map(offering => [offering.productOfferingId, offering]));
    const page = buildListPage(listQuery, mergeIndexPages(listQuery, indexPages), indexEntry => {
      const offering = byId.get(parseResourceId(indexEntry));
      if (!offering || !matchesFilter(offering.type, query.type) || !matchesFilter(offering.status, query.status))
        return undefined;
      return viewProductOffering(offering);
    });
    return isDomainError(page) ? page : { body: page };
  },
});
