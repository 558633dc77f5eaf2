import { operation } from '../../lib/command/operation.ts';
import { isNo } from '../../lib/domain/outcome.ts';
import { viewOffering } from '../../lib/domain/product-offering.ts';
import type { Input } from '../../lib/schemas/endpoint.ts';
import { idIn, productOfferingRef } from '../../lib/store/entity.ts';
import { tenantListing } from '../../lib/store/index-keys.ts';
import { pageOf, passes } from '../../lib/store/page.ts';
import { keysIn, listingsOf, type Walk } from '../../lib/store/walk.ts';
import { endpoint } from './endpoint.ts';

const walkOf = ({ type, status, limit, cursor }: Input<typeof endpoint>['query'], tenantId: string): Walk => ({
  tenantId,
  index: 'byTenant',
  values: [tenantListing(tenantId, 'product-offering')],
  order: 'oldest',
  filters: [type, status],
  limit,
  cursor,
});

export const listProductOfferings = operation(endpoint, {
  needs: ({ query }, tenantId) => listingsOf(walkOf(query, tenantId)),

  follow: (found, { query }, tenantId) => ({
    offerings: keysIn(walkOf(query, tenantId), found).keys.map(key => productOfferingRef(tenantId, idIn(key))),
  }),

  decide({ offerings, ...found }, { query }, { tenant: { tenantId } }) {
    const walk = walkOf(query, tenantId);
    const byId = new Map(offerings.map(offering => [offering.productOfferingId, offering]));
    const page = pageOf(walk, keysIn(walk, found), key => {
      const offering = byId.get(idIn(key));
      if (!offering || !passes(offering.type, query.type) || !passes(offering.status, query.status)) return undefined;
      return viewOffering(offering);
    });
    return isNo(page) ? page : { body: page };
  },
});
