import type { ProductOfferingFacts } from '../domain/product-offering.ts';
import type { ItemRef } from '../dynamodb/item.ts';
import { customerRef } from '../dynamodb/items/customer.ts';
import { productOfferingRef } from '../dynamodb/items/product-offering.ts';
import type { CopyTask } from './copy-task.ts';

/** A text that others carry a copy of, as it is now. */
export interface Source {
  version: number;
  /** What carries it: the customer's things, or those made from an offering. */
  listings: readonly ('license' | 'subscription')[];
  /** Each attribute that may hold a copy. */
  copies: Copy[];
  /** On a subscription, its add-ons of the offering carry it, and not the subscription. */
  onAddons: boolean;
}

/** A copy in an attribute of a thing. */
interface Copy {
  attribute: string;
  /** The attribute with the new text in it; undefined where it is not a copy of this source. */
  renew(value: unknown): object | undefined;
}

/** Where a source is and how it is understood. */
export const sourceRef = ({ tenantId, kind, id }: CopyTask): ItemRef<Source> =>
  kind === 'customer' ? customerSource(tenantId, id) : offeringSource(tenantId, id);

function customerSource(tenantId: string, id: string): ItemRef<Source> {
  const ref = customerRef(tenantId, id);
  return {
    ...ref,
    parse(item) {
      const { name, version } = ref.parse(item);
      const renewedBy = (text: object) => (value: unknown) =>
        isObject(value) && value.customerId === id ? { ...value, ...text } : undefined;
      return {
        version,
        listings: ['license', 'subscription'],
        copies: [
          { attribute: 'customer', renew: renewedBy({ name }) },
          // Only what is assigned to a customer names one there.
          { attribute: 'assignedTo', renew: renewedBy({ customerDisplay: name }) },
        ],
        onAddons: false,
      };
    },
  };
}

function offeringSource(tenantId: string, id: string): ItemRef<Source> {
  const ref = productOfferingRef(tenantId, id);
  return {
    ...ref,
    parse(item) {
      const offering = ref.parse(item);
      const { name, group, type } = offering;
      // The price stays as it was agreed.
      const renewed = (value: object) => ({ ...value, name, group });
      const renew = (value: unknown) => (isOf(value, id) ? renewed(value) : undefined);
      const renewNext = (value: unknown) =>
        isObject(value) && isOf(value.product, id) ? { ...value, product: renewed(value.product) } : undefined;
      return {
        version: offering.version,
        listings: [listingOf[type]],
        copies: [
          { attribute: 'productOffering', renew },
          { attribute: 'pendingProductOffering', renew: renewNext },
        ],
        onAddons: type === 'SUBSCRIPTION_ADDON',
      };
    },
  };
}

const listingOf = {
  LICENSE: 'license',
  SUBSCRIPTION: 'subscription',
  SUBSCRIPTION_ADDON: 'subscription',
} as const satisfies Record<ProductOfferingFacts['type'], string>;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

const isOf = (value: unknown, id: string): value is object => isObject(value) && value.productOfferingId === id;
