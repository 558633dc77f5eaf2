import type { EndpointInput } from '../../lib/contract/endpoint.ts';
import type { Instant } from '../../lib/contract/field-types.ts';
import { isDomainError } from '../../lib/domain/domain-error.ts';
import { type SubscriptionFacts, viewSubscription } from '../../lib/domain/subscription.ts';
import type { ItemAttributes } from '../../lib/dynamodb/item.ts';
import { parseResourceId } from '../../lib/dynamodb/items/connect-item.ts';
import { toCustomerListPartition, toTenantListPartition } from '../../lib/dynamodb/items/index-keys.ts';
import { numberLookupRef, referenceRef } from '../../lib/dynamodb/items/lookup.ts';
import { subscriptionRef } from '../../lib/dynamodb/items/subscription.ts';
import { buildListPage, matchesFilter } from '../../lib/dynamodb/list-page.ts';
import { buildIndexQueries, type ListQuery, mergeIndexPages } from '../../lib/dynamodb/list-query.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

type Query = EndpointInput<typeof endpoint>['query'];

const toListQuery = (
  { customerId, status, type, msisdn, iccid, referenceId, limit, cursor }: Query,
  tenantId: string,
): ListQuery => ({
  tenantId,
  index: customerId ? 'byCustomer' : 'byTenant',
  partitionValues: customerId?.map(id => toCustomerListPartition(tenantId, 'subscription', id)) ?? [
    toTenantListPartition(tenantId, 'subscription'),
  ],
  order: 'newest',
  filters: [status, type, ...[msisdn, iccid, referenceId].map(value => (value === undefined ? undefined : [value]))],
  limit,
  cursor,
});

/** True if the list consists of what the lookup items name, and not of the entries of an index. */
const isLookup = ({ msisdn, iccid, referenceId }: Query): boolean =>
  msisdn !== undefined || iccid !== undefined || referenceId !== undefined;

export const listSubscriptions = defineOperation(endpoint, {
  reads: ({ query }, tenantId) => ({
    ...(isLookup(query) ? {} : buildIndexQueries(toListQuery(query, tenantId))),
    reference: query.referenceId === undefined ? undefined : referenceRef(tenantId, 'subscription', query.referenceId),
    byMsisdn: query.msisdn === undefined ? undefined : numberLookupRef(tenantId, 'msisdn', query.msisdn),
    byIccid: query.iccid === undefined ? undefined : numberLookupRef(tenantId, 'iccid', query.iccid),
  }),

  followUpReads({ reference, byMsisdn, byIccid, ...indexPages }, { query }, tenantId) {
    const lookups = [...(reference ? [reference] : []), ...(byMsisdn ?? []), ...(byIccid ?? [])];
    const ids = isLookup(query)
      ? lookups.map(({ resourceId }) => resourceId)
      : mergeIndexPages(toListQuery(query, tenantId), indexPages).indexKeys.map(parseResourceId);
    return { subscriptions: ids.map(id => subscriptionRef(tenantId, id)) };
  },

  decide({ subscriptions, reference, byMsisdn, byIccid, ...indexPages }, { query }, { tenant: { tenantId }, time }) {
    const listQuery = toListQuery(query, tenantId);
    const byId = new Map(subscriptions.map(each => [each.subscriptionId, each]));
    const scannedKeys = isLookup(query)
      ? { indexKeys: subscriptions.map(toListKey).sort(compareNewestFirst), hasMore: false }
      : mergeIndexPages(listQuery, indexPages);
    // A list of lookup items has one page, however many items it has.
    const pageQuery = isLookup(query) ? { ...listQuery, limit: subscriptions.length } : listQuery;
    const page = buildListPage(pageQuery, scannedKeys, indexEntry => {
      const subscription = byId.get(parseResourceId(indexEntry));
      return subscription && matchesFilters(subscription, query) ? viewSummary(subscription, time.now) : undefined;
    });
    return isDomainError(page) ? page : { body: page };
  },
});

const toListKey = ({ subscriptionId, createdAt }: SubscriptionFacts): ItemAttributes => ({
  pk: subscriptionRef('', subscriptionId).primaryKey.pk,
  listOrder: `${createdAt}#${subscriptionId}`,
});

const compareNewestFirst = (a: ItemAttributes, b: ItemAttributes): number =>
  String(a.listOrder) < String(b.listOrder) ? 1 : -1;

/** The customer is compared, too, because an index can list a subscription under its previous customer. */
const matchesFilters = (subscription: SubscriptionFacts, { customerId, status, type }: Query): boolean =>
  matchesFilter(subscription.customer.customerId, customerId) &&
  matchesFilter(subscription.status, status) &&
  matchesFilter(subscription.type, type);

function viewSummary(subscription: SubscriptionFacts, now: Instant) {
  const { addons, ...summary } = viewSubscription(subscription, [], now);
  return summary;
}
