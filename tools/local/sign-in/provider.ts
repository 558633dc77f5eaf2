import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { Configuration, JWK, KoaContextWithOIDC } from 'oidc-provider';
import { createMemoryAdapter } from 'oidc-provider/lib/adapters/memory_adapter.js';
import { Provider } from 'oidc-provider/lib/provider.js';
import { demoUsers } from './demo-users.ts';
import { buildSignInErrorPage, signInPageHeaders } from './pages.ts';
import { createSignInRoutes } from './routes.ts';
import { portalClientId, signInIssuer, signInPath } from './settings.ts';

/** The lifetimes are Cognito's defaults, except that refresh tokens and sessions end after a day. */
const hourSeconds = 3600;
const daySeconds = 24 * hourSeconds;

/** The resource of the access tokens. Without one they would be opaque. Cognito's are JWTs. */
const resource = 'urn:connect-api';
const scope = 'openid email profile';

/** Creates the OpenID provider of the local server. Its tokens have the format of Cognito's. */
export async function createSignInProvider(port: number): Promise<Provider> {
  const origins = ['localhost', '127.0.0.1', '[::1]'].map(host => `http://${host}:${port}`);
  const pages = origins.map(origin => `${origin}/portal`);
  const provider = new Provider(signInIssuer, {
    ...fixedConfiguration,
    jwks: { keys: [await createSigningKey()] },
    clients: [
      {
        client_id: portalClientId,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: pages,
      },
    ],
    clientBasedCORS: (_context, origin) => origins.includes(origin),
    loadExistingGrant: loadGrant,
  });
  provider.use(createSignInRoutes(provider, pages));
  provider.on('server_error', (_context, error) => console.error(error));
  return provider;
}

const fixedConfiguration: Configuration = {
  adapter: createMemoryAdapter(),
  routes: { authorization: '/oauth2/authorize', token: '/oauth2/token', jwks: '/jwks', end_session: '/logout' },
  pkce: { required: () => true },
  claims: { openid: ['sub', 'token_use'], email: ['email', 'email_verified'], profile: ['name'] },
  // Cognito, too, returns all claims of the scopes in the ID token.
  conformIdTokenClaims: false,
  extraTokenClaims: () => ({ token_use: 'access' }),
  issueRefreshToken: () => true,
  rotateRefreshToken: false,
  ttl: {
    AccessToken: hourSeconds,
    IdToken: hourSeconds,
    RefreshToken: daySeconds,
    Grant: daySeconds,
    Session: daySeconds,
    Interaction: hourSeconds,
  },
  // Keeps the cookie out of requests to the API.
  cookies: { long: { path: signInPath } },
  interactions: { url: (_context, { uid }) => `${signInPath}/sign-in/${uid}` },
  features: {
    devInteractions: { enabled: false },
    // It asks for a confirmation. Cognito does not.
    rpInitiatedLogout: { enabled: false },
    userinfo: { enabled: false },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      getResourceServerInfo: () => ({ scope, accessTokenFormat: 'jwt' }),
      useGrantedResource: () => true,
    },
  },
  findAccount: (_context, sub) => {
    const user = demoUsers.find(each => each.sub === sub);
    return (
      user && {
        accountId: sub,
        claims: use => ({
          sub,
          email: user.email,
          email_verified: true,
          name: user.name,
          ...(use === 'id_token' && { token_use: 'id' }),
        }),
      }
    );
  },
  renderError: (context, { error_description: description, error }) => {
    context.set(signInPageHeaders);
    context.body = buildSignInErrorPage(description ?? error);
  },
};

/** Grants the scopes of the portal, so that no consent page appears. */
async function loadGrant({ oidc }: KoaContextWithOIDC) {
  const { client, session, provider } = oidc;
  const clientId = client?.clientId ?? '';
  const grantId = session?.grantIdFor(clientId);
  const existing = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (existing) return existing;
  const grant = new provider.Grant({ clientId, accountId: session?.accountId ?? '' });
  grant.addOIDCScope(scope);
  grant.addResourceScope(resource, scope);
  await grant.save();
  return grant;
}

/**
 * Creates a signing key for this start. No key is stored: the refresh tokens and the sessions, which are in memory, end with the server
 * anyway.
 */
async function createSigningKey(): Promise<JWK> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return { ...(privateKey.export({ format: 'jwk' }) as JWK), use: 'sig', alg: 'RS256' };
}
