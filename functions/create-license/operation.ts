import { operation } from '../../lib/command/operation.ts';
import { type Assignee, createLicense as make, viewLicense } from '../../lib/domain/license.ts';
import { isNo } from '../../lib/domain/outcome.ts';
import type { Assignment } from '../../lib/schemas/assignment.ts';
import {
  create,
  customerRef,
  licenseRef,
  productOfferingRef,
  subscriberRef,
  subscriptionRef,
  userRef,
} from '../../lib/store/entity.ts';
import type { Ref } from '../../lib/store/item.ts';
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
    return {
      body: viewLicense(license, moment.now),
      location: `/licenses/${newId}`,
      writes: [create(licenseRef(tenant.tenantId, newId), license)],
    };
  },
});

/** The item that an assignment names, as whose it is and what it is called. */
function assigneeRef(tenantId: string, assignment: Assignment): Ref<Assignee> {
  switch (assignment.type) {
    case 'SUBSCRIPTION':
      return as(subscriptionRef(tenantId, assignment.subscriptionId), ({ customer, display }) => ({
        customerId: customer.customerId,
        display,
      }));
    case 'SUBSCRIBER':
      return as(subscriberRef(tenantId, assignment.subscriberId), named);
    case 'USER':
      return as(userRef(tenantId, assignment.userId), named);
    case 'CUSTOMER':
      return as(customerRef(tenantId, assignment.customerId), named);
  }
}

const named = ({ customerId, name }: { customerId: string; name: string }): Assignee => ({ customerId, display: name });

const as = <T>(ref: Ref<T>, view: (entity: T) => Assignee): Ref<Assignee> => ({
  ...ref,
  parse: item => view(ref.parse(item)),
});
