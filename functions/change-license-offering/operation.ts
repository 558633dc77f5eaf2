import { isDomainError } from '../../lib/domain/domain-error.ts';
import { viewLicense } from '../../lib/domain/license.ts';
import { decideOfferingChange } from '../../lib/domain/offering-change.ts';
import { buildUpdateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { findOfferingInEffect, licenseRef, toOfferingRefs } from '../../lib/dynamodb/items/license.ts';
import { productOfferingRef } from '../../lib/dynamodb/items/product-offering.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const changeLicenseOffering = defineOperation(endpoint, {
  reads: ({ path, body }, tenantId) => ({
    license: licenseRef(tenantId, path.licenseId),
    target: productOfferingRef(tenantId, body.productOfferingId),
  }),

  followUpReads: ({ license }, _input, tenantId) => ({ offerings: toOfferingRefs(tenantId, license) }),

  decide({ license, target, offerings }, { path, body }, { tenant, time }) {
    const current = license && findOfferingInEffect(license, offerings, time.now);
    const decision = decideOfferingChange(license, body, { target, current }, time);
    if (isDomainError(decision)) return decision;
    const { before, after } = decision;
    return {
      body: viewLicense(after, time.now),
      writes: [buildUpdateWrite(licenseRef(tenant.tenantId, path.licenseId), before, after)],
    };
  },
});
