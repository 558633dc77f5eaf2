import { UserError } from '../../../lib/user-error.ts';

/** Path at which the local server mounts its OpenID provider. */
export const signInPath = '/oidc';

/** Client ID of the portal's pages at the local provider. */
export const portalClientId = 'connect-portal';

/** A name only, without the port: with another port, the demo users stay the same persons. */
export const signInIssuer = `http://localhost${signInPath}`;

/** Builds the variables that connect the handlers and the pages with the local provider. */
export const buildSignInVariables = (baseUrl: string) => ({
  PORTAL_ISSUER: signInIssuer,
  PORTAL_CLIENT_ID: portalClientId,
  PORTAL_JWKS_URL: `${baseUrl}${signInPath}/jwks`,
  // Relative, so that the pages use the host name under which they were opened.
  PORTAL_LOGIN_URL: signInPath,
});

const variableNames = Object.keys(buildSignInVariables(''));

/**
 * Returns true if the environment names another OpenID provider.
 *
 * @throws UserError if only some of the variables are set
 */
export function namesOtherProvider(environment: Record<string, string | undefined>): boolean {
  const missing = variableNames.filter(name => !environment[name]);
  if (missing.length === variableNames.length) return false;
  if (missing.length === 0) return true;
  throw new UserError(
    `To use another OpenID provider, set ${variableNames.join(', ')}. Without ${missing.join(' and ')}, set none of them.`,
  );
}
