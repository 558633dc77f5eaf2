import type { EmbeddedCustomer } from '../schemas/lifecycle.ts';
import type { Customer } from './entity.ts';

/** The copy that what a customer owns carries: nothing more than this. */
export const embedCustomer = ({ customerId, name }: Customer): EmbeddedCustomer => ({ customerId, name });
