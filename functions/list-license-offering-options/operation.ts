import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { listPossibleChanges } from '../../lib/domain/offering-change.ts';
import { embedProductOffering } from '../../lib/domain/product-offering.ts';
import { findOfferingInEffect, licenseRef, toOfferingRefs } from '../../lib/dynamodb/items/license.ts';
import { productOfferingRef } from '../../lib/dynamodb/items/product-offering.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const listLicenseOfferingOptions = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ license: licenseRef(tenantId, path.licenseId) }),

  followUpReads: ({ license }, _input, tenantId) => ({ offerings: toOfferingRefs(tenantId, license) }),

  finalReads: ({ offerings }, _input, tenantId) => ({
    targets: offerings
      .flatMap(({ changeOptions = [] }) => changeOptions)
      .map(({ productOfferingId }) => productOfferingRef(tenantId, productOfferingId)),
  }),

  decide({ license, offerings, targets }, _input, { time }) {
    if (!license) return createBusinessError('license_not_found');
    const current = findOfferingInEffect(license, offerings, time.now);
    const items = listPossibleChanges(license, current, targets, time).map(
      ({ offering, changeSchedule, changeScheduleDate }) => ({
        productOffering: embedProductOffering(offering),
        changeSchedule,
        changeScheduleDate,
      }),
    );
    return { body: { items } };
  },
});
