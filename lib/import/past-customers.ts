/**
 * Lists the customers that a user or a subscription belonged to before. Licenses of these customers may still be assigned to it.
 *
 * @param customerId - the customer to which it belongs now
 */
export function listPastCustomers(
  stored: { customerId: string; pastCustomerIds?: string[] | undefined } | undefined,
  customerId: string,
): string[] | undefined {
  if (!stored || stored.customerId === customerId) return stored?.pastCustomerIds;
  return [...new Set([...(stored.pastCustomerIds ?? []), stored.customerId])];
}
