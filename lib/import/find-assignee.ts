import type { Assignment, EmbeddedAssignment } from '../contract/assignment.ts';
import { embedAssignment } from '../domain/license.ts';
import { assigneeRef } from '../dynamodb/items/assignee.ts';
import type { ReferenceFinder } from './references.ts';

/** Finds the assignee of a license by the rules of createLicense: it must exist and belong to the customer. */
export function findAssignee(
  { findItem, problems }: ReferenceFinder,
  tenantId: string,
  assignment: Assignment,
  customerId: string,
): EmbeddedAssignment | undefined {
  const { what, field, id } = describeAssignment(assignment);
  const assignee = findItem(`assignedTo.${field}`, `${what} ${id}`, assigneeRef(tenantId, assignment));
  if (!assignee) return undefined;
  if (assignee.customerId === customerId) return embedAssignment(assignment, assignee.display);
  const owner = `belongs to the customer ${assignee.customerId}, not to ${customerId} as the license does`;
  problems.push({ field: `assignedTo.${field}`, reason: `the ${what} ${id} ${owner}` });
  return undefined;
}

function describeAssignment(assignment: Assignment): { what: string; field: string; id: string } {
  switch (assignment.type) {
    case 'SUBSCRIPTION':
      return { what: 'subscription', field: 'subscriptionId', id: assignment.subscriptionId };
    case 'SUBSCRIBER':
      return { what: 'subscriber', field: 'subscriberId', id: assignment.subscriberId };
    case 'USER':
      return { what: 'user', field: 'userId', id: assignment.userId };
    case 'CUSTOMER':
      return { what: 'customer', field: 'customerId', id: assignment.customerId };
  }
}
