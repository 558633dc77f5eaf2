import type { ErasureMark } from './erasure.ts';

/** A person who uses a subscription. A subscriber belongs to the customer of the subscription. */
export interface SubscriberFacts extends ErasureMark {
  subscriberId: string;
  customerId: string;
  name: string;
  email?: string | undefined;
}
