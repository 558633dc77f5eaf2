import type { Customer } from '../domain/entity.ts';
import type { EmbeddedCustomer } from '../schemas/lifecycle.ts';

/** The copy that what a customer owns carries: nothing more than this. */
export const embedCustomer = ({ customerId, name }: Customer): EmbeddedCustomer => ({ customerId, name });
