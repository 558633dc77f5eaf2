import { operation } from '../../lib/command/operation.ts';
import { type LicenseFacts, viewLicense } from '../../lib/domain/license.ts';
import { isNo } from '../../lib/domain/outcome.ts';
import type { Input } from '../../lib/schemas/endpoint.ts';
import { idIn, licenseRef } from '../../lib/store/entity.ts';
import { customerListing, tenantListing } from '../../lib/store/index-keys.ts';
import type { Item } from '../../lib/store/item.ts';
import { pageOf, passes } from '../../lib/store/page.ts';
import { keysIn, listingsOf, type Walk } from '../../lib/store/walk.ts';
import { endpoint } from './endpoint.ts';

const walkOf = (
  { customerId, status, type, limit, cursor }: Input<typeof endpoint>['query'],
  tenantId: string,
): Walk => ({
  tenantId,
  index: customerId ? 'byCustomer' : 'byTenant',
  values: customerId?.map(id => customerListing(tenantId, 'license', id)) ?? [tenantListing(tenantId, 'license')],
  order: 'newest',
  filters: [status, type],
  limit,
  cursor,
});

export const listLicenses = operation(endpoint, {
  needs: ({ query }, tenantId) => listingsOf(walkOf(query, tenantId)),

  follow: (found, { query }, tenantId) => ({
    licenses: keysIn(walkOf(query, tenantId), found).keys.map(key => licenseRef(tenantId, idIn(key))),
  }),

  decide({ licenses, ...found }, { query }, { tenant: { tenantId }, moment }) {
    const walk = walkOf(query, tenantId);
    const byId = new Map(licenses.map(license => [license.licenseId, license]));
    const page = pageOf(walk, keysIn(walk, found), key => {
      const license = byId.get(idIn(key));
      if (!license || !isAt(key, license, tenantId)) return undefined;
      const view = viewLicense(license, moment.now);
      return passes(view.status, query.status) && passes(view.type, query.type) ? view : undefined;
    });
    return isNo(page) ? page : { body: page };
  },
});

/** An index that lags still has a license under the customer whose it was, perhaps beside the one whose it is. */
const isAt = ({ byCustomer }: Item, { customer }: LicenseFacts, tenantId: string): boolean =>
  byCustomer === undefined || byCustomer === customerListing(tenantId, 'license', customer.customerId);
