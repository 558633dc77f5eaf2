/** The settings with which the pages sign in. */
export interface PortalPageSettings {
  /** The base of the login pages: an absolute address, or a path of the pages' own origin. */
  loginUrl: string;
  clientId: string;
  issuer: string;
}

/** Reads the settings of the pages. Returns undefined if sign-in is not set up. */
export function readPortalPageSettings(
  environment: Record<string, string | undefined>,
): PortalPageSettings | undefined {
  const { PORTAL_LOGIN_URL: loginUrl, PORTAL_CLIENT_ID: clientId, PORTAL_ISSUER: issuer } = environment;
  return loginUrl && clientId && issuer ? { loginUrl, clientId, issuer } : undefined;
}
