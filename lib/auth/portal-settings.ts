import * as z from 'zod';

/** The OpenID provider whose tokens the API accepts as portal sessions. */
export interface PortalSettings {
  /** The `iss` of its tokens. */
  issuer: string;
  /** The client that the portal is registered as. */
  clientId: string;
  /** The address of the provider's signing keys. */
  jwksUrl: string;
}

/** The environment variables with the settings. Either all are set or none. Without them, no portal session is accepted. */
const portalVariables = {
  issuer: 'PORTAL_ISSUER',
  clientId: 'PORTAL_CLIENT_ID',
  jwksUrl: 'PORTAL_JWKS_URL',
} as const satisfies Record<keyof PortalSettings, string>;

const SecureUrl = z
  .url({ protocol: /^https?$/ })
  .refine(url => url.startsWith('https:') || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(url).hostname));

/** @throws an Error that names the variable that is missing or wrong */
export function readPortalSettings(environment: Record<string, string | undefined>): PortalSettings | undefined {
  const { issuer, clientId, jwksUrl } = portalVariables;
  const variables = [issuer, clientId, jwksUrl];
  if (variables.every(variable => !environment[variable])) return undefined;
  const missing = variables.find(variable => !environment[variable]);
  if (missing)
    throw new Error(`The environment variable ${missing} is missing. Set all of ${variables.join(', ')} or none.`);
  const readUrl = (variable: string): string => {
    const parsed = SecureUrl.safeParse(environment[variable]);
    if (parsed.success) return parsed.data;
    throw new Error(`The environment variable ${variable} must be an https URL. A loopback address may use http.`);
  };
  return { issuer: readUrl(issuer), clientId: environment[clientId] ?? '', jwksUrl: readUrl(jwksUrl) };
}
