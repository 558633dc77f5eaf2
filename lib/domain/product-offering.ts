import type { EmbeddedProductOffering, ProductOffering as ProductOfferingView } from '../schemas/product-offering.ts';
import type { ProductOffering } from './entity.ts';

/** The copy that what is made from an offering carries: what was agreed stays. */
export const embedOffering = ({ productOfferingId, name, price, group }: ProductOffering): EmbeddedProductOffering => ({
  productOfferingId,
  name,
  price,
  group,
});

/** The offering as a client sees it. */
export const viewOffering = (offering: ProductOffering): ProductOfferingView => ({
  productOfferingId: offering.productOfferingId,
  name: offering.name,
  type: offering.type,
  licenseType: offering.licenseType,
  status: offering.status,
  cancellationSchedule: offering.cancellationSchedule,
  price: offering.price,
  group: offering.group,
});
