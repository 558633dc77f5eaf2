/** A partner of the operator, with its own API keys, customers and licenses. */
export interface Tenant {
  tenantId: string;
  /** The API keys of the tenant have the same mode. */
  mode: 'live' | 'test';
  /** An IANA name. It defines the date of "today". */
  timeZone: string;
  /** True if Seamless OS manages billing. Then licenses are created by orders, not by this API. */
  billingManaged: boolean;
}
