import { isDomainError } from '../../lib/domain/domain-error.ts';
import type { LicenseAssignee, LicenseFacts } from '../../lib/domain/license.ts';
import { viewOrder } from '../../lib/domain/order.ts';
import { decideSubmitOrder } from '../../lib/domain/submit-order.ts';
import type { ItemRef } from '../../lib/dynamodb/item.ts';
import type { AddonHistoryEntry } from '../../lib/dynamodb/items/addon.ts';
import {
  type AggregateRef,
  aggregateEntriesRef,
  type SubscriptionAggregate,
} from '../../lib/dynamodb/items/aggregate.ts';
import { assigneeRef } from '../../lib/dynamodb/items/assignee.ts';
import { customerRef } from '../../lib/dynamodb/items/customer.ts';
import type { StoredItem } from '../../lib/dynamodb/items/item-fields.ts';
import { licenseRef, toOfferingRefs } from '../../lib/dynamodb/items/license.ts';
import { orderRef } from '../../lib/dynamodb/items/order.ts';
import { buildOrderEffects } from '../../lib/dynamodb/items/order-effects.ts';
import { productOfferingRef } from '../../lib/dynamodb/items/product-offering.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

type AssigneeReads = Record<`assignee#${number}`, ItemRef<LicenseAssignee>>;
type AggregateReads = Record<`aggregate#${string}`, AggregateRef<AddonHistoryEntry>>;

export const submitOrder = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ order: orderRef(tenantId, path.orderId) }),

  followUpReads({ order }, _input, tenantId) {
    const items = order?.lineItems ?? [];
    const licenseIds = items.flatMap(item => (item.type === 'LICENSE_CHANGE' ? [item.licenseId] : []));
    const aggregates: AggregateReads = {};
    const assignees: AssigneeReads = {};
    for (const [index, item] of items.entries()) {
      if (item.type === 'SUBSCRIPTION_ADDON')
        aggregates[`aggregate#${item.subscriptionId}`] = aggregateEntriesRef(tenantId, item.subscriptionId);
      if (item.type === 'LICENSE' && item.assignedTo)
        assignees[`assignee#${index}`] = assigneeRef(tenantId, item.assignedTo);
    }
    return {
      ...aggregates,
      ...assignees,
      customer: order && customerRef(tenantId, order.customer.customerId),
      licenses: [...new Set(licenseIds)].map(licenseId => licenseRef(tenantId, licenseId)),
      targets: items.map(({ productOfferingId }) => productOfferingRef(tenantId, productOfferingId)),
    };
  },

  finalReads: ({ licenses, order, ...state }, _input, tenantId) => ({
    offeringsInEffect: [
      ...licenses.flatMap(license => toOfferingRefs(tenantId, license)),
      ...listAggregates(state).flatMap(({ subscription }) =>
        subscription?.productOffering
          ? [productOfferingRef(tenantId, subscription.productOffering.productOfferingId)]
          : [],
      ),
    ],
  }),

  decide({ order, customer, licenses, targets, offeringsInEffect, ...state }, { path, body }, context) {
    const { tenant, createResourceId, time } = context;
    const offerings = new Map([...targets, ...offeringsInEffect].map(each => [each.productOfferingId, each]));
    const licensesById = new Map(licenses.map(license => [license.licenseId, license]));
    const aggregates = listAggregates(state);
    const assignees: Partial<Record<string, LicenseAssignee>> = state;
    const decision = decideSubmitOrder<NonNullable<typeof order>, StoredItem<LicenseFacts>>(
      order,
      body,
      {
        tenant,
        customer,
        findOffering: id => offerings.get(id),
        findLicense: id => licensesById.get(id),
        findSubscription: id => findSubscription(aggregates, id),
        findAssignee: index => assignees[`assignee#${index}`],
      },
      createResourceId,
      time,
    );
    if (isDomainError(decision)) return decision;
    const { before, after, effects } = decision;
    return {
      body: viewOrder(after, time.now),
      writes: buildOrderEffects(
        tenant.tenantId,
        { orderId: path.orderId, before, after },
        effects,
        aggregates,
        time.now,
      ),
    };
  },
});

const listAggregates = (state: object): SubscriptionAggregate<AddonHistoryEntry>[] =>
  Object.entries(state).flatMap(([name, value]) => (name.startsWith('aggregate#') ? [value] : []));

function findSubscription(aggregates: SubscriptionAggregate<AddonHistoryEntry>[], subscriptionId: string) {
  const aggregate = aggregates.find(({ subscription }) => subscription?.subscriptionId === subscriptionId);
  const facts = aggregate?.subscription;
  return facts && { facts, latestAddons: aggregate.addons.map(({ addon }) => addon) };
}
