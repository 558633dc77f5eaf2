/** A user that has a subscription; belongs to the customer of it. */
export interface SubscriberFacts {
  subscriberId: string;
  customerId: string;
  name: string;
  email?: string | undefined;
}
