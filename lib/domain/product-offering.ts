import type {
  CancellationSchedule,
  ChangeOption,
  EmbeddedProductOffering,
  Price,
  ProductOfferingGroup,
  ProductOffering as ProductOfferingView,
} from '../contract/product-offering.ts';

export interface ProductOfferingFacts {
  productOfferingId: string;
  name: string;
  type: 'LICENSE' | 'SUBSCRIPTION' | 'SUBSCRIPTION_ADDON';
  /** The type of the licenses that it creates. Only present for type LICENSE. */
  licenseType?: string | undefined;
  status: 'AVAILABLE' | 'ARCHIVED';
  cancellationSchedule: CancellationSchedule;
  price: Price;
  group?: ProductOfferingGroup | undefined;
  /** Only present for type LICENSE. */
  changeOptions?: ChangeOption[] | undefined;
  /** Only present for type SUBSCRIPTION. If absent, a subscription can have every add-on. */
  addonOfferings?: string[] | undefined;
  /** Only present for type SUBSCRIPTION_ADDON. */
  validityDays?: number | undefined;
}

/** Builds the copy of an offering that licenses, subscriptions and add-ons embed, so that the agreed terms do not change. */
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

/** Builds the representation of an offering that a client sees. */
export const viewProductOffering = (offering: ProductOfferingFacts): ProductOfferingView => ({
  productOfferingId: offering.productOfferingId,
  name: offering.name,
  type: offering.type,
  licenseType: offering.licenseType,
  status: offering.status,
  cancellationSchedule: offering.cancellationSchedule,
  price: offering.price,
  group: offering.group,
  changeOptions: offering.changeOptions,
  addonOfferings: offering.addonOfferings,
  validityDays: offering.validityDays,
});
