import type { JwtPayload } from 'aws-jwt-verify/jwt-model';
import type { PortalSettings } from './portal-settings.ts';
import { toUserId } from './portal-user.ts';

/** A person, as the OpenID provider knows them. */
export interface Person {
  userId: string;
  subject: string;
}

/** A person with the e-mail address of an ID token. */
export interface PersonWithEmail extends Person {
  email: string | undefined;
  /** True if the provider has checked that the address belongs to the person. */
  isEmailVerified: boolean;
  name: string | undefined;
}

/** Verifies the tokens of the OpenID provider. A token that is not valid gives undefined. @throws SigningKeysError */
export interface TokenVerifier {
  verifyAccessToken(token: string): Promise<Person | undefined>;
  verifyIdToken(token: string): Promise<PersonWithEmail | undefined>;
}

/** Thrown when the provider's signing keys cannot be read. The token may be valid. */
export class SigningKeysError extends Error {
  override name = 'SigningKeysError';
}

/** Reads the signing keys of the provider from an address. */
type FetchSigningKeys = (address: string) => Promise<ArrayBuffer>;

/** Creates a verifier. It loads the library and the signing keys when the first token arrives, so requests with API keys do not wait for it. */
export function createTokenVerifier(
  settings: PortalSettings,
  fetchSigningKeys: FetchSigningKeys = fetchWithTimeout,
): TokenVerifier {
  const { issuer, clientId } = settings;
  let loading: ReturnType<typeof loadVerifier> | undefined;
  const verify = async (token: string): Promise<JwtPayload | undefined> => {
    loading ??= loadVerifier(settings, fetchSigningKeys);
    return (await loading)(token);
  };
  const toPerson = (payload: JwtPayload | undefined): Person | undefined =>
    typeof payload?.sub === 'string' ? { userId: toUserId(issuer, payload.sub), subject: payload.sub } : undefined;
  return {
    async verifyAccessToken(token) {
      const payload = await verify(token);
      // An access token of Cognito has no audience. It names the client instead.
      const isOurs = payload?.token_use === 'access' && payload.client_id === clientId;
      return isOurs ? toPerson(payload) : undefined;
    },
    async verifyIdToken(token) {
      const payload = await verify(token);
      const person = payload?.token_use === 'id' && payload.aud === clientId ? toPerson(payload) : undefined;
      if (!payload || !person) return undefined;
      const { email, email_verified: verified, name } = payload;
      return {
        ...person,
        email: typeof email === 'string' ? email : undefined,
        // A federated provider sends it as text.
        isEmailVerified: verified === true || verified === 'true',
        name: typeof name === 'string' ? name : undefined,
      };
    },
  };
}

async function loadVerifier({ issuer, jwksUrl }: PortalSettings, fetchSigningKeys: FetchSigningKeys) {
  const [{ JwtVerifier }, { SimpleJwksCache }, { JwtBaseError, JwksValidationError }] = await Promise.all([
    import('aws-jwt-verify/jwt-verifier'),
    import('aws-jwt-verify/jwk'),
    import('aws-jwt-verify/error'),
  ]);
  const fetchOrExplain = async (address: string): Promise<ArrayBuffer> => {
    try {
      return await fetchSigningKeys(address);
    } catch (error) {
      throw new SigningKeysError(`The signing keys cannot be read from ${address}.`, { cause: error });
    }
  };
  // The library's own reader accepts HTTPS only, and the local provider has HTTP.
  const jwksCache = new SimpleJwksCache({ fetcher: { fetch: fetchOrExplain } });
  const verifier = JwtVerifier.create({ issuer, jwksUri: jwksUrl, audience: null }, { jwksCache });
  return async (token: string): Promise<JwtPayload | undefined> => {
    try {
      return await verifier.verify(token);
    } catch (error) {
      if (error instanceof JwksValidationError || !(error instanceof JwtBaseError)) throw error;
      return undefined;
    }
  };
}

const fetchTimeoutMs = 3000;

async function fetchWithTimeout(address: string): Promise<ArrayBuffer> {
  const response = await fetch(address, { signal: AbortSignal.timeout(fetchTimeoutMs) });
  if (!response.ok) throw new Error(`${address} responded with status ${response.status}.`);
  return response.arrayBuffer();
}
