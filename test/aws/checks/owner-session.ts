import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { signInParameters } from '../../../infra/resource-names.ts';
import { deployedStage, inviteOwner, signInTenant } from '../deployment/project.ts';
import { runStep } from '../deployment/run-step.ts';
import { callAws } from '../emulator/call-aws.ts';

/* The sign-in to the portal through the user pool of the emulator. It has no MFA and does not require PKCE; tests in test/infra do. */

const password = `${randomBytes(12).toString('base64url')}aA1!`;
const redirectUri = 'http://localhost:3000/portal';

/** The session of an owner of the tenant, who is signed in and has not accepted the invitation yet. */
export interface OwnerSession {
  email: string;
  idToken: string;
  /** The headers with which the owner calls the API. */
  headers: Record<string, string>;
  /** Calls the API, with POST or another method if there is a body. @throws Error for another status */
  call(path: string, status: number, request?: PortalRequest): Promise<ReturnType<JSON['parse']>>;
  /** Signs another person in, who is new to the user pool. */
  signInPerson(email: string): Promise<{ accessToken: string; idToken: string }>;
}

interface PortalRequest {
  body?: object;
  method?: 'POST' | 'PUT';
  /** The default is that of the owner. */
  accessToken?: string;
}

/** Invites an owner, and signs the person in with managed login and PKCE. */
export async function openOwnerSession(emulator: URL, apiUrl: string, env: NodeJS.ProcessEnv): Promise<OwnerSession> {
  const email = 'owner@example.com';
  await runStep('invite an owner', inviteOwner(email), env);
  const { poolId, clientId } = signInParameters(deployedStage);
  const [pool, client] = await Promise.all([poolId, clientId].map(name => readParameter(emulator, name)));
  const signInNew = async (address: string) => {
    await createPerson(emulator, pool ?? '', address);
    return signIn(emulator, client ?? '', address);
  };
  const tokens = await signInNew(email);
  const toHeaders = (accessToken: string) => ({ Authorization: `Bearer ${accessToken}`, 'X-Tenant-Id': signInTenant });
  return {
    email,
    idToken: tokens.id_token,
    headers: toHeaders(tokens.access_token),
    async signInPerson(address) {
      const { access_token: accessToken, id_token: idToken } = await signInNew(address);
      return { accessToken, idToken };
    },
    async call(path, status, { body, method = 'POST', accessToken = tokens.access_token } = {}) {
      const headers = toHeaders(accessToken);
      const commandHeaders = { ...headers, 'Content-Type': 'application/json', 'X-Idempotency-Key': randomUUID() };
      const command = { method, headers: commandHeaders, body: JSON.stringify(body) };
      return readJson(await fetch(`${apiUrl}${path}`, body ? command : { headers }), status);
    },
  };
}

async function readJson(response: Response, status: number) {
  const text = await response.text();
  if (response.status !== status) throw new Error(`The status is ${response.status}, not ${status}: ${text}`);
  return JSON.parse(text);
}

const readParameter = async (emulator: URL, name: string): Promise<string> =>
  (await callAws(emulator, { service: 'ssm', target: 'AmazonSSM.GetParameter' }, { Name: name })).Parameter.Value;

/** Creates a person with a verified e-mail address in the user pool. */
async function createPerson(emulator: URL, pool: string, address: string): Promise<void> {
  const person = { UserPoolId: pool, Username: address };
  const call = (action: string, input: object) =>
    callAws(
      emulator,
      { service: 'cognito-idp', target: `AWSCognitoIdentityProviderService.${action}` },
      { ...person, ...input },
    );
  const attributes = { email: address, email_verified: 'true' };
  await call('AdminCreateUser', {
    UserAttributes: Object.entries(attributes).map(([Name, Value]) => ({ Name, Value })),
    MessageAction: 'SUPPRESS',
  });
  await call('AdminSetUserPassword', { Password: password, Permanent: true });
}

/** Signs in with the login pages: authorization code with PKCE. */
async function signIn(emulator: URL, clientId: string, username: string) {
  const verifier = randomBytes(32).toString('base64url');
  const parameters = {
    client_id: clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid email profile',
    state: 'state',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const page = await fetch(new URL(`/oauth2/authorize?${new URLSearchParams(parameters)}`, emulator));
  if (page.status !== 200) throw new Error(`The login page has the status ${page.status}.`);
  const login = await fetch(new URL('/login', emulator), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...parameters, username, password }),
  });
  const code = new URL(login.headers.get('location') ?? 'http://localhost').searchParams.get('code') ?? '';
  const tokens = await fetch(new URL('/oauth2/token', emulator), {
    method: 'POST',
    body: new URLSearchParams({
      ...{ grant_type: 'authorization_code', client_id: clientId, redirect_uri: redirectUri, code },
      code_verifier: verifier,
    }),
  });
  return readJson(tokens, 200);
}
