import type { CancellationSchedule, Price, ProductOfferingGroup } from '../schemas/product-offering.ts';

/** Whose API keys, customers and licenses these are. */
export interface Tenant {
  tenantId: string;
  /** Its API keys are of the same mode. */
  mode: 'live' | 'test';
  /** IANA name; decides what "today" is. */
  timeZone: string;
  /** Licenses come from orders, not from this API. */
  billingManaged: boolean;
}

export interface Customer {
  customerId: string;
  name: string;
}

export interface User {
  userId: string;
  customerId: string;
  name: string;
  email?: string | undefined;
}

/** A user that has a subscription; belongs to the customer of it. */
export interface Subscriber {
  subscriberId: string;
  customerId: string;
  name: string;
  email?: string | undefined;
}

export interface ProductOffering {
  productOfferingId: string;
  name: string;
  type: 'LICENSE' | 'SUBSCRIPTION' | 'SUBSCRIPTION_ADDON';
  /** Of the licenses it makes; only with type LICENSE. */
  licenseType?: string | undefined;
  status: 'AVAILABLE' | 'ARCHIVED';
  cancellationSchedule: CancellationSchedule;
  price: Price;
  group?: ProductOfferingGroup | undefined;
}
