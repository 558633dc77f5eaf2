import type { components } from '../../../../client/src/index.ts';
import { readText } from '../../components/form-fields.tsx';

export const assignmentTypes = ['SUBSCRIPTION', 'SUBSCRIBER', 'USER', 'CUSTOMER'] as const;
export type AssignmentType = (typeof assignmentTypes)[number];

export const assignmentLabels: Record<AssignmentType, string> = {
  SUBSCRIPTION: 'subscription',
  SUBSCRIBER: 'subscriber',
  USER: 'user',
  CUSTOMER: 'customer',
};

/** Reads the assignment of a new license from its form. */
export function buildAssignment(form: FormData): components['schemas']['RequestedAssignment'] | undefined {
  const type = readText(form, 'assignedTo.type') as AssignmentType | undefined;
  const id = readText(form, 'assignedTo') ?? '';
  switch (type) {
    case 'SUBSCRIPTION':
      return { type, subscriptionId: id };
    case 'SUBSCRIBER':
      return { type, subscriberId: id };
    case 'USER':
      return { type, userId: id };
    case 'CUSTOMER':
      return { type, customerId: id };
    default:
      return undefined;
  }
}
