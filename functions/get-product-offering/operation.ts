import { operation } from '../../lib/command/operation.ts';
import { rejected } from '../../lib/domain/outcome.ts';
import { viewOffering } from '../../lib/domain/product-offering.ts';
import { productOfferingRef } from '../../lib/store/entity.ts';
import { endpoint } from './endpoint.ts';

export const getProductOffering = operation(endpoint, {
  needs: ({ path }, tenantId) => ({ offering: productOfferingRef(tenantId, path.productOfferingId) }),

  decide: ({ offering }) => (offering ? { body: viewOffering(offering) } : rejected('product_offering_not_found')),
});
