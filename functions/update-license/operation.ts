import { isDomainError } from '../../lib/domain/domain-error.ts';
import { viewLicense } from '../../lib/domain/license.ts';
import { decideUpdateLicense } from '../../lib/domain/license-changes.ts';
import { buildUpdateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const updateLicense = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ license: licenseRef(tenantId, path.licenseId) }),

  decide({ license }, { path, body }, { tenant, time }) {
    const decision = decideUpdateLicense(license, body, time);
    if (isDomainError(decision)) return decision;
    const { before, after } = decision;
    return {
      body: viewLicense(after, time.now),
      writes: before === after ? [] : [buildUpdateWrite(licenseRef(tenant.tenantId, path.licenseId), before, after)],
    };
  },
});
