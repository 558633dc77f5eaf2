import type { Assignment } from '../../contract/assignment.ts';
import type { LicenseAssignee } from '../../domain/license.ts';
import type { ItemRef } from '../item.ts';
import { customerRef } from './customer.ts';
import { subscriberRef } from './subscriber.ts';
import { subscriptionRef } from './subscription.ts';
import { userRef } from './user.ts';

/** Ref of the item that an assignment names, parsed to its owner and its display text. */
export function assigneeRef(tenantId: string, assignment: Assignment): ItemRef<LicenseAssignee> {
  switch (assignment.type) {
    case 'SUBSCRIPTION':
      return mapRef(subscriptionRef(tenantId, assignment.subscriptionId), ({ customer, display, status }) => ({
        customerId: customer.customerId,
        display,
        isCancelled: status === 'CANCELLED',
      }));
    case 'SUBSCRIBER':
      return mapRef(subscriberRef(tenantId, assignment.subscriberId), toNamedAssignee);
    case 'USER':
      return mapRef(userRef(tenantId, assignment.userId), toNamedAssignee);
    case 'CUSTOMER':
      return mapRef(customerRef(tenantId, assignment.customerId), toNamedAssignee);
  }
}

const toNamedAssignee = ({ customerId, name }: { customerId: string; name: string }): LicenseAssignee => ({
  customerId,
  display: name,
});

const mapRef = <T>(ref: ItemRef<T>, toAssignee: (value: T) => LicenseAssignee): ItemRef<LicenseAssignee> => ({
  ...ref,
  parse: item => toAssignee(ref.parse(item)),
});
