import type * as z from 'zod';
import type { Customer, CustomerType, customerUserFields, EmbeddedCustomer } from '../contract/customer.ts';
import type { Instant } from '../contract/field-types.ts';
import type { ErasureMark } from './erasure.ts';
import type { UserFacts } from './user.ts';

export interface CustomerFacts extends ErasureMark {
  customerId: string;
  name: string;
  referenceId?: string | undefined;
}

type CustomerUsers = { [F in keyof typeof customerUserFields]?: z.infer<(typeof customerUserFields)[F]> };

/** The fields that are personal data: `sensitiveFields` of the contract. */
export type SensitiveCustomerFields = Omit<
  Customer,
  'customerId' | 'customerType' | 'name' | 'referenceId' | 'createdAt' | 'updatedAt' | keyof CustomerUsers
> &
  CustomerUsers;

/** The details of a customer. They are stored apart from the customer. */
export interface CustomerDetailFacts {
  customerType: z.infer<typeof CustomerType>;
  createdAt?: Instant | undefined;
  updatedAt?: Instant | undefined;
  details?: SensitiveCustomerFields | undefined;
}

/** Builds the copy of a customer that licenses and subscriptions embed. It contains only ID and name. */
export const embedCustomer = ({ customerId, name }: CustomerFacts): EmbeddedCustomer => ({ customerId, name });

/** Lists the IDs of the users whose names are part of the representation of a customer. */
export const listCustomerUserIds = ({ details }: CustomerDetailFacts): string[] => {
  const contactIds = details?.contactPerson ? [details.contactPerson.userId] : [];
  return [...new Set([...(details?.users ?? []).map(({ userId }) => userId), ...contactIds])];
};

/**
 * Derives the representation of a customer.
 *
 * @param users - the users that exist; one that is not imported is left out
 */
export function viewCustomer(
  { customerId, name, referenceId }: CustomerFacts,
  { customerType, createdAt, updatedAt, details = {} }: CustomerDetailFacts,
  users: UserFacts[],
): Customer {
  const findUser = (userId: string) => users.find(user => user.userId === userId);
  const contact = details.contactPerson && findUser(details.contactPerson.userId);
  return {
    customerId,
    customerType,
    name,
    referenceId,
    contact: details.contact,
    identity: details.identity,
    preferredLocale: details.preferredLocale,
    humanReadableId: details.humanReadableId,
    billing: details.billing,
    users: details.users?.flatMap(({ userId, role }) => {
      const user = findUser(userId);
      return user ? [{ userId, name: user.name, role }] : [];
    }),
    contactPerson: contact && { userId: contact.userId, name: contact.name, email: contact.email },
    shipping: details.shipping,
    createdAt,
    updatedAt,
    metadata: details.metadata,
  };
}
