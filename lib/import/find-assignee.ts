import { embedAssignment } from '../domain/license.ts';
import type { Assignment, EmbeddedAssignment } from '../schemas/assignment.ts';
import { assigneeRef } from '../store/assignee.ts';
import type { Finder } from './find.ts';

/** Looks up what a license is assigned to, by the rules of createLicense: it must be there, and the owner's. */
export function findAssignee(
  { find, problems }: Finder,
  tenantId: string,
  assignment: Assignment,
  customerId: string,
): EmbeddedAssignment | undefined {
  const { what, field, id } = named(assignment);
  const assignee = find(`assignedTo.${field}`, `${what} ${id}`, assigneeRef(tenantId, assignment));
  if (!assignee) return undefined;
  if (assignee.customerId === customerId) return embedAssignment(assignment, assignee.display);
  const owner = `belongs to the customer ${assignee.customerId}, not to ${customerId} as the license does`;
  problems.push({ field: `assignedTo.${field}`, reason: `the ${what} ${id} ${owner}` });
  return undefined;
}

function named(assignment: Assignment): { what: string; field: string; id: string } {
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
