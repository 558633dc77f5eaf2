interface FirstCallOptions {
  baseUrl: string;
  /** The API key, or the name of a shell variable with `$`. */
  apiKey: string;
  scopes: readonly string[];
  productOfferingId: string | undefined;
  customerId: string | undefined;
}

/** Builds a command line that an API key with these scopes permits. It creates a license if that is possible. */
export function buildFirstCall({ baseUrl, apiKey, scopes, productOfferingId, customerId }: FirstCallOptions): string {
  const has = (scope: string) => scopes.includes('*') || scopes.includes(scope);
  const header = `-H "X-API-Key: ${apiKey}"`;
  if (has('licenses:write') && productOfferingId !== undefined && customerId !== undefined)
    return [
      `curl -i ${baseUrl}/licenses`,
      header,
      `-H 'X-Idempotency-Key: ${crypto.randomUUID()}'`,
      "-H 'Content-Type: application/json'",
      `-d '${JSON.stringify({ productOfferingId, customerId })}'`,
    ].join(' \\\n  ');
  const path = readPaths.find(([scope]) => has(scope))?.[1] ?? '/api-key';
  return `curl -i ${baseUrl}${path} \\\n  ${header}`;
}

const readPaths = [
  ['licenses:read', '/licenses'],
  ['subscriptions:read', '/subscriptions'],
  ['orders:read', '/orders'],
  ['product-offerings:read', '/product-offerings'],
  ['events:read', '/events'],
] as const;
