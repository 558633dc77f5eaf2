import type { ErasureMark } from './erasure.ts';

export interface UserFacts extends ErasureMark {
  userId: string;
  customerId: string;
  name: string;
  email?: string | undefined;
  /** The customers that the user belonged to before. Their licenses may still be assigned to the user. */
  pastCustomerIds?: string[] | undefined;
}
