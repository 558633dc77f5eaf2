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
