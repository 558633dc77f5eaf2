import { isDomainError } from '../../lib/domain/domain-error.ts';
import { decideCreateLicense as make, viewLicense } from '../../lib/domain/license.ts';
import { assigneeRef } from '../../lib/dynamodb/items/assignee.ts';
import { buildCreateWrite } from '../../lib/dynamodb/items/connect-item.ts';
import { customerRef } from '../../lib/dynamodb/items/customer.ts';
import { licenseRef } from '../../lib/dynamodb/items/license.ts';
import { productOfferingRef } from '../../lib/dynamodb/items/product-offering.ts';
import { defineOperation } from '../../lib/idempotency/operation.ts';
import { endpoint } from './endpoint.ts';

export const createLicense = defineOperation(endpoint, {
  reads: ({ body }, tenantId) => ({
    customer: customerRef(tenantId, body.customerId),
    offering: productOfferingRef(tenantId, body.productOfferingId),
    assignee: body.assignedTo && assigneeRef(tenantId, body.assignedTo),
  }),

  decide({ customer, offering, assignee }, { body }, { tenant, newResourceId, time }) {
    const license = make(body, { tenant, customer, offering, assignee }, newResourceId, time);
    if (isDomainError(license)) return license;
    const createdRef = licenseRef(tenant.tenantId, newResourceId);
    return {
      body: viewLicense(license, time.now),
      location: `/licenses/${newResourceId}`,
      writes: [buildCreateWrite(createdRef, license)],
    };
  },
});
