import type { DatedFacts } from '../../domain/effective-dates.ts';
import type { IndexQuery, ItemRef } from '../item.ts';
import { addonRef } from '../items/addon.ts';
import { customerRef } from '../items/customer.ts';
import { toCustomerListPartition, toTenantListPartition } from '../items/index-keys.ts';
import type { VersionStamp } from '../items/item-fields.ts';
import { licenseRef } from '../items/license.ts';
import { orderRef } from '../items/order.ts';
import { productOfferingRef } from '../items/product-offering.ts';
import type { RenamedSource } from '../items/rename.ts';
import { subscriberRef } from '../items/subscriber.ts';
import { subscriptionRef } from '../items/subscription.ts';
import { userRef } from '../items/user.ts';

/** The fields of an item with copies that decide whether they are still updated. */
export type CopyTarget = DatedFacts & VersionStamp & { status?: string };

/** A partition of an index that lists items which may embed the source. */
interface CopyListing extends Pick<IndexQuery, 'index' | 'partitionValue'> {
  /** The item that embeds the source, by the id of the license or subscription that is listed. */
  toTargetRef(resourceId: string): ItemRef<CopyTarget>;
}

/** An attribute that may hold a copy. */
interface EmbeddedCopy {
  attribute: string;
  /** The attribute with the current name; undefined if it is not a copy of this source. */
  renew(value: unknown): object | undefined;
}

/** A source as it is stored now: where its copies are, and what they must contain. */
export interface RenameSource {
  listings: CopyListing[];
  /** Personal data was removed from the source, so ended items are updated too. */
  isErased?: boolean;
  copies: EmbeddedCopy[];
}

export function renameSourceRef(source: RenamedSource): ItemRef<RenameSource> {
  switch (source.kind) {
    case 'customer':
      return customerSourceRef(source);
    case 'user':
      return userSourceRef(source);
    case 'product-offering':
      return offeringSourceRef(source);
    case 'subscriber':
      return subscriberSourceRef(source);
    case 'subscription':
      return subscriptionSourceRef(source);
  }
}

function customerSourceRef({ tenantId, id }: RenamedSource): ItemRef<RenameSource> {
  const ref = customerRef(tenantId, id);
  return {
    ...ref,
    parse(item) {
      const { name, erased = false } = ref.parse(item);
      return {
        isErased: erased,
        listings: [
          listCustomerLicenses(tenantId, id),
          listCustomerSubscriptions(tenantId, id),
          listCustomerOrders(tenantId, id),
        ],
        copies: [
          { attribute: 'customer', renew: renewFields({ customerId: id }, { name }) },
          // Only an assignment to a customer contains `customerId`.
          { attribute: 'assignedTo', renew: renewFields({ customerId: id }, { customerDisplay: name }) },
        ],
      };
    },
  };
}

/** Licenses are assigned to users of their own customer, so those of the user's customers are all that can name the user. */
function userSourceRef({ tenantId, id }: RenamedSource): ItemRef<RenameSource> {
  const ref = userRef(tenantId, id);
  return {
    ...ref,
    parse(item) {
      const { name, customerId, pastCustomerIds = [], erased = false } = ref.parse(item);
      const customerIds = [...new Set([...pastCustomerIds, customerId])];
      return {
        isErased: erased,
        listings: customerIds.map(each => listCustomerLicenses(tenantId, each)),
        copies: [{ attribute: 'assignedTo', renew: renewFields({ userId: id }, { userDisplay: name }) }],
      };
    },
  };
}

/** A subscriber never changes its customer. */
function subscriberSourceRef({ tenantId, id }: RenamedSource): ItemRef<RenameSource> {
  const ref = subscriberRef(tenantId, id);
  return {
    ...ref,
    parse(item) {
      const { name, email, customerId, erased = false } = ref.parse(item);
      return {
        isErased: erased,
        listings: [listCustomerLicenses(tenantId, customerId), listCustomerSubscriptions(tenantId, customerId)],
        copies: [
          { attribute: 'assignedTo', renew: renewFields({ subscriberId: id }, { subscriberDisplay: name }) },
          { attribute: 'subscriber', renew: renewFields({ subscriberId: id }, { name, email }) },
        ],
      };
    },
  };
}

/** Licenses are assigned to subscriptions of their own customer. */
function subscriptionSourceRef({ tenantId, id }: RenamedSource): ItemRef<RenameSource> {
  const ref = subscriptionRef(tenantId, id);
  return {
    ...ref,
    parse(item) {
      const { display, customer, pastCustomerIds = [], erased = false } = ref.parse(item);
      const customerIds = [...new Set([...pastCustomerIds, customer.customerId])];
      return {
        isErased: erased,
        listings: customerIds.map(each => listCustomerLicenses(tenantId, each)),
        copies: [
          { attribute: 'assignedTo', renew: renewFields({ subscriptionId: id }, { subscriptionDisplay: display }) },
        ],
      };
    },
  };
}

function offeringSourceRef({ tenantId, id }: RenamedSource): ItemRef<RenameSource> {
  const ref = productOfferingRef(tenantId, id);
  return {
    ...ref,
    parse(item) {
      const { name, group, type } = ref.parse(item);
      // The price stays as it was agreed.
      const renew = renewFields({ productOfferingId: id }, { name, group });
      const renewNested = (field: string) => (value: unknown) => {
        const offering = isObject(value) ? renew(value[field]) : undefined;
        return offering && { ...(value as object), [field]: offering };
      };
      const kind = type === 'LICENSE' ? 'license' : 'subscription';
      const toTargetRef = (resourceId: string): ItemRef<CopyTarget> => {
        if (type === 'LICENSE') return licenseRef(tenantId, resourceId);
        // An add-on is stored under the id of its offering, so no other add-on of the subscription is read.
        return type === 'SUBSCRIPTION' ? subscriptionRef(tenantId, resourceId) : addonRef(tenantId, resourceId, id);
      };
      return {
        listings: [{ index: 'byTenant', partitionValue: toTenantListPartition(tenantId, kind), toTargetRef }],
        copies: [
          { attribute: 'productOffering', renew },
          { attribute: 'offeringChange', renew: renewNested('productOffering') },
          { attribute: 'pendingProductOffering', renew: renewNested('product') },
        ],
      };
    },
  };
}

const listCustomerLicenses = (tenantId: string, customerId: string): CopyListing => ({
  index: 'byCustomer',
  partitionValue: toCustomerListPartition(tenantId, 'license', customerId),
  toTargetRef: licenseId => licenseRef(tenantId, licenseId),
});

const listCustomerSubscriptions = (tenantId: string, customerId: string): CopyListing => ({
  index: 'byCustomer',
  partitionValue: toCustomerListPartition(tenantId, 'subscription', customerId),
  toTargetRef: subscriptionId => subscriptionRef(tenantId, subscriptionId),
});

const listCustomerOrders = (tenantId: string, customerId: string): CopyListing => ({
  index: 'byCustomer',
  partitionValue: toCustomerListPartition(tenantId, 'order', customerId),
  toTargetRef: orderId => orderRef(tenantId, orderId),
});

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Replaces fields of an object that contains the id of the source. */
const renewFields =
  (id: Record<string, string>, fields: object) =>
  (value: unknown): object | undefined =>
    isObject(value) && Object.entries(id).every(([name, text]) => value[name] === text)
      ? { ...value, ...fields }
      : undefined;
