import type { EmbeddedCustomer } from '../contract/customer.ts';

export interface CustomerFacts {
  customerId: string;
  name: string;
}

/** The copy that what a customer owns carries: nothing more than this. */
export const embedCustomer = ({ customerId, name }: CustomerFacts): EmbeddedCustomer => ({ customerId, name });
