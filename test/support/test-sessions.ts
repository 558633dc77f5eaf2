import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { PortalSettings } from '../../lib/auth/portal-settings.ts';
import { createTokenVerifier } from '../../lib/auth/token-verifier.ts';

/** The OpenID provider of the tests. */
export const testPortalSettings: PortalSettings = {
  issuer: 'https://sign-in.example.com',
  clientId: 'connect-portal',
  jwksUrl: 'https://sign-in.example.com/jwks',
};

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const keyId = 'test-key';
const signingKeys = JSON.stringify({
  keys: [{ ...publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'ES256', use: 'sig' }],
});

/** Verifies tokens as the functions do, with the signing key of the tests. */
export const testTokenVerifier = createTokenVerifier(
  testPortalSettings,
  async () => new TextEncoder().encode(signingKeys).buffer as ArrayBuffer,
);

const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

/** Creates a signed token. */
export function createToken(claims: object, key: KeyObject = privateKey): string {
  const seconds = Math.floor(Date.now() / 1000);
  const content = [
    encode({ alg: 'ES256', kid: keyId, typ: 'JWT' }),
    encode({ iss: testPortalSettings.issuer, iat: seconds, exp: seconds + 3600, ...claims }),
  ].join('.');
  const signature = sign('sha256', Buffer.from(content), { key, dsaEncoding: 'ieee-p1363' });
  return `${content}.${signature.toString('base64url')}`;
}

/** Creates the access token of a person, as the provider would. */
export const createAccessToken = (subject: string, claims: object = {}): string =>
  createToken({ sub: subject, token_use: 'access', client_id: testPortalSettings.clientId, ...claims });

/** Creates the ID token of a person, as the provider would. */
export const createIdToken = (subject: string, claims: object): string =>
  createToken({ sub: subject, token_use: 'id', aud: testPortalSettings.clientId, ...claims });
