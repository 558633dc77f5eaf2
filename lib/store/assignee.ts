import type { Assignee } from '../domain/license.ts';
import type { Assignment } from '../schemas/assignment.ts';
import { customerRef, subscriberRef, subscriptionRef, userRef } from './entity.ts';
import type { Ref } from './item.ts';

/** The item that an assignment names, as whose it is and what it is called. */
export function assigneeRef(tenantId: string, assignment: Assignment): Ref<Assignee> {
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
