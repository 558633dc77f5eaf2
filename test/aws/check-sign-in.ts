import { createHash, randomBytes } from 'node:crypto';
import { signInParameters } from '../../infra/resource-names.ts';
import { callAws } from './call-aws.ts';
import { type CheckCounts, expectEqual, type NamedCheck, runNamedChecks } from './named-checks.ts';
import { deployedStage, inviteOwner, signInTenant } from './project.ts';
import { runStep } from './run-step.ts';

/* The sign-in to the portal through the user pool of the emulator. It has no MFA and does not require PKCE; tests in test/infra do. */

const email = 'owner@example.com';
const password = `${randomBytes(12).toString('base64url')}aA1!`;
const redirectUri = 'http://localhost:3000/portal';

/** Invites an owner, signs the person in with managed login and PKCE, and calls the API with the session. @returns the counts */
export async function checkSignIn(emulator: URL, apiUrl: string, env: NodeJS.ProcessEnv): Promise<CheckCounts> {
  await runStep('invite an owner', inviteOwner(email), env);
  const { poolId, clientId } = signInParameters(deployedStage);
  const [pool, client] = await Promise.all([poolId, clientId].map(name => readParameter(emulator, name)));
  await createPerson(emulator, pool ?? '', email);
  await createPerson(emulator, pool ?? '', 'nobody@example.com');
  const tokens = await signIn(emulator, client ?? '', email);
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${apiUrl}${path}`, {
      ...init,
      headers: { Authorization: `Bearer ${tokens.access_token}`, 'X-Tenant-Id': signInTenant, ...init.headers },
    });
  const checks: NamedCheck[] = [
    [
      'a sign-in accepts the invitation to the verified e-mail address',
      async () => {
        const headers = { 'Content-Type': 'application/json' };
        const body = JSON.stringify({ idToken: tokens.id_token });
        const { tenants } = await readJson(await call('/portal/sign-in', { method: 'POST', headers, body }), 200);
        expectEqual(tenants, [{ tenantId: signInTenant, role: 'OWNER' }]);
      },
    ],
    [
      'a portal session names its user',
      async () => expectEqual((await readJson(await call('/portal/session'), 200)).user.email, email),
    ],
    [
      "a portal session may call the API's own endpoints",
      async () => void (await readJson(await call('/licenses'), 200)),
    ],
    [
      'a person without an invitation gets 401',
      async () => {
        const { access_token } = await signIn(emulator, client ?? '', 'nobody@example.com');
        await readJson(await call('/portal/session', { headers: { Authorization: `Bearer ${access_token}` } }), 401);
      },
    ],
    ['the pages are served', async () => void expectEqual((await fetch(`${apiUrl}/portal`)).status, 200)],
  ];
  return runNamedChecks('sign-in', checks);
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
