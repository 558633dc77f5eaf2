import { isDomainError } from '../../lib/domain/domain-error.ts';
import { decideCancelLicense as cancel, viewLicense } from '../../lib/domain/license.ts';
import { buildUpdateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const cancelLicense = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ license: licenseRef(tenantId, path.licenseId) }),

  decide({ license }, { path, body }, { tenant, time }) {
    const cancelled = cancel(license, body, time);
    if (isDomainError(cancelled)) return cancelled;
    const { before, after } = cancelled;
    return {
      body: viewLicense(after, time.now),
      writes: [buildUpdateWrite(licenseRef(tenant.tenantId, path.licenseId), before, after)],
    };
  },
});
