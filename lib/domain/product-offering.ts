import type { EmbeddedProductOffering } from '../schemas/product-offering.ts';
import type { ProductOffering } from './entity.ts';

/** The copy that what is made from an offering carries: what was agreed stays. */
export const embedOffering = ({ productOfferingId, name, price, group }: ProductOffering): EmbeddedProductOffering => ({
  productOfferingId,
  name,
  price,
  group,
});
