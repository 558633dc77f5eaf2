import { createBusinessError } from '../../lib/domain/domain-error.ts';
import { viewLicense } from '../../lib/domain/license.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const getLicense = defineOperation(endpoint, {
  reads: ({ path }, tenantId) => ({ license: licenseRef(tenantId, path.licenseId) }),

  decide: ({ license }, _input, { time }) =>
    license ? { body: viewLicense(license, time.now) } : createBusinessError('license_not_found'),
});
