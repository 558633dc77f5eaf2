import type { EmbeddedCustomer } from '../contract/customer.ts';

export interface CustomerFacts {
  customerId: string;
  name: string;
}

/** Builds the copy of a customer that licenses and subscriptions embed. It contains only ID and name. */
export const embedCustomer = ({ customerId, name }: CustomerFacts): EmbeddedCustomer => ({ customerId, name });
