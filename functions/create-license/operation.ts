import { operation } from '../../lib/command/operation.ts';
import { createLicense as make, viewLicense } from '../../lib/domain/license.ts';
import { isNo } from '../../lib/domain/outcome.ts';
import { assigneeRef } from '../../lib/store/assignee.ts';
import { create } from '../../lib/store/change.ts';
import { copiedFrom } from '../../lib/store/copy-version.ts';
import { customerRef, licenseRef, productOfferingRef } from '../../lib/store/entity.ts';
import { endpoint } from './endpoint.ts';

export const createLicense = operation(endpoint, {
  needs: ({ body }, tenantId) => ({
    customer: customerRef(tenantId, body.customerId),
    offering: productOfferingRef(tenantId, body.productOfferingId),
    assignee: body.assignedTo && assigneeRef(tenantId, body.assignedTo),
  }),

  decide({ customer, offering, assignee }, { body }, { tenant, newId, moment }) {
    const license = make(body, { tenant, customer, offering, assignee }, newId, moment);
    if (isNo(license)) return license;
    const at = licenseRef(tenant.tenantId, newId);
    const assignedTo = body.assignedTo?.type === 'CUSTOMER' ? customer : undefined;
    return {
      body: viewLicense(license, moment.now),
      location: `/licenses/${newId}`,
      writes: [create(at, { ...license, ...copiedFrom({ customer, assignedTo, productOffering: offering }) })],
    };
  },
});
