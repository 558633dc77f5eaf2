import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { viewProductOffering } from '../../lib/domain/product-offering.ts';
import { productOfferingRef } from '../../lib/dynamodb/items/product-offering.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getProductOffering = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ offering: productOfferingRef(tenantId, path.productOfferingId) }),

  decide: ({ offering }) =>
    offering ? { body: viewProductOffering(offering) } : createBusinessError('product_offering_not_found'),
});
