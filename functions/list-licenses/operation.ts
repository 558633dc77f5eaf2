import type { EndpointInput } from '../../lib/contract/endpoint.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { type LicenseFacts, viewLicense } from '../../lib/domain/license.ts';
import { parseResourceId } from '../../lib/dynamodb/items/connect-item.ts';
import { toCustomerListPartition, toTenantListPartition } from '../../lib/dynamodb/items/index-keys.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { buildListPage, matchesFilter } from '../../lib/dynamodb/list-page.ts';
import { buildIndexQueries, type ListQuery, mergeIndexPages } from '../../lib/dynamodb/list-query.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

const toListQuery = (
  { customerId, status, type, limit, cursor }: EndpointInput<typeof endpoint>['query'],
  tenantId: string,
): ListQuery => ({
  tenantId,
  index: customerId ? 'byCustomer' : 'byTenant',
  partitionValues: customerId?.map(id => toCustomerListPartition(tenantId, 'license', id)) ?? [
    toTenantListPartition(tenantId, 'license'),
  ],
  order: 'newest',
  filters: [status, type],
  limit,
  cursor,
});

export const listLicenses = defineOperation(endpoint, {
  reads: ({ query }, tenantId) => buildIndexQueries(toListQuery(query, tenantId)),

  followUpReads: (indexPages, { query }, tenantId) => ({
    licenses: mergeIndexPages(toListQuery(query, tenantId), indexPages).indexKeys.map(indexEntry =>
      licenseRef(tenantId, parseResourceId(indexEntry)),
    ),
  }),

  decide({ licenses, ...indexPages }, { query }, { tenant: { tenantId }, time }) {
    const listQuery = toListQuery(query, tenantId);
    const byId = new Map(licenses.map(license => [license.licenseId, license]));
    const page = buildListPage(listQuery, mergeIndexPages(listQuery, indexPages), indexEntry => {
      const license = byId.get(parseResourceId(indexEntry));
      if (!license || !belongsToCustomer(license, query.customerId)) return undefined;
      const view = viewLicense(license, time.now);
      return matchesFilter(view.status, query.status) && matchesFilter(view.type, query.type) ? view : undefined;
    });
    return isDomainError(page) ? page : { body: page };
  },
});

/** Excludes a stale index entry: while the index lags, a license can be listed under its previous customer. */
const belongsToCustomer = ({ customer }: LicenseFacts, customerIds: string[] | undefined): boolean =>
  customerIds?.includes(customer.customerId) ?? true;
