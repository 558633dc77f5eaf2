import type {
  CancellationSchedule,
  EmbeddedProductOffering,
  Price,
  ProductOfferingGroup,
  ProductOffering as ProductOfferingView,
} from '../contract/product-offering.ts';

export interface ProductOfferingFacts {
  productOfferingId: string;
  name: string;
  type: 'LICENSE' | 'SUBSCRIPTION' | 'SUBSCRIPTION_ADDON';
  /** Of the licenses it makes; only with type LICENSE. */
  licenseType?: string | undefined;
  status: 'AVAILABLE' | 'ARCHIVED';
  cancellationSchedule: CancellationSchedule;
  price: Price;
  group?: ProductOfferingGroup | undefined;
}

/** The copy that what is made from an offering carries: what was agreed stays. */
export const embedProductOffering = ({
  productOfferingId,
  name,
  price,
  group,
}: ProductOfferingFacts): EmbeddedProductOffering => ({
  productOfferingId,
  name,
  price,
  group,
});

/** The offering as a client sees it. */
export const viewProductOffering = (offering: ProductOfferingFacts): ProductOfferingView => ({
  productOfferingId: offering.productOfferingId,
  name: offering.name,
  type: offering.type,
  licenseType: offering.licenseType,
  status: offering.status,
  cancellationSchedule: offering.cancellationSchedule,
  price: offering.price,
  group: offering.group,
});
