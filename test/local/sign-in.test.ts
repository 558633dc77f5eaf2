import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { JwtVerifier } from 'aws-jwt-verify';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalGateway, type LocalGateway } from '../../tools/local/gateway.ts';
import { demoUsers } from '../../tools/local/sign-in/demo-users.ts';
import { createSignInListener } from '../../tools/local/sign-in/listener.ts';
import { buildSignInVariables } from '../../tools/local/sign-in/settings.ts';
import {
  readLocation,
  readTokens,
  type SessionTokens,
  SignInClient,
  signInDemoUser,
} from '../support/sign-in-client.ts';

let gateway: LocalGateway;
let port = 0;
let baseUrl: string;

beforeAll(async () => {
  gateway = createLocalGateway(new Map(), { path: '/oidc', listener: createSignInListener(() => port) });
  const server = gateway.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
  baseUrl = `http://127.0.0.1:${port}`;
});
afterAll(() => gateway.drain());

/** Verifies a token with the library and the settings of the deployed functions. */
async function verifyToken(token: string, audience: string | null) {
  const { PORTAL_ISSUER: issuer, PORTAL_JWKS_URL: jwksUri } = buildSignInVariables(baseUrl);
  const fetcher = { fetch: async (uri: string) => (await fetch(uri)).arrayBuffer() };
  const jwksCache = new SimpleJwksCache({ fetcher });
  return JwtVerifier.create([{ issuer, audience, jwksUri }], { jwksCache }).verify(token);
}

const refresh = (client: SignInClient, { refresh_token }: SessionTokens) =>
  client.requestTokens({ grant_type: 'refresh_token', refresh_token });

describe('the sign-in of the local server', () => {
  it.each(demoUsers)('of $email takes one click and gives tokens in the format of Cognito', async user => {
    const { access_token, id_token } = await signInDemoUser(baseUrl, user.sub);
    const { sub, email, name } = user;
    const access = await verifyToken(access_token, null);
    expect(access).toMatchObject({ sub, token_use: 'access', client_id: 'connect-portal' });
    expect(access.scope).toBe('openid email profile');
    expect((access.exp ?? 0) - (access.iat ?? 0)).toBe(3600);
    expect(await verifyToken(id_token, 'connect-portal')).toMatchObject({
      ...{ sub, token_use: 'id', email, email_verified: true, name },
    });
  });

  it('shows its page without scripts, and returns to the portal with the state', async () => {
    const client = new SignInClient(baseUrl);
    const page = readLocation(await client.authorize());
    const shown = await client.send(page);
    expect(shown.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^;]+; base-uri/,
    );
    const html = await shown.text();
    expect(html).not.toMatch(/<script| on\w+=| style=/);
    expect([...html.matchAll(/<button name="user" value="([\w-]+)"/g)].map(([, sub]) => sub)).toEqual([
      ...['demo-owner', 'demo-developer', 'demo-viewer'],
    ]);
    // The page is shown again for a user that does not exist.
    const unknown = await client.send(page, { method: 'POST', body: new URLSearchParams({ user: 'somebody' }) });
    expect(await unknown.text()).toBe(html);
    const returned = new URL(await client.click(page, 'demo-viewer'));
    expect(`${returned.origin}${returned.pathname}`).toBe(`${baseUrl}/portal`);
    expect(returned.searchParams.get('state')).toBe('some-state');
  });

  it('requires PKCE: no challenge and a wrong verifier are refused, and a code is valid once', async () => {
    const client = new SignInClient(baseUrl);
    const refused = new URL(
      readLocation(await client.authorize({ code_challenge: null, code_challenge_method: null })),
    );
    expect(refused.searchParams.get('error')).toBe('invalid_request');
    const plain = new URL(readLocation(await client.authorize({ code_challenge_method: 'plain' })));
    expect(plain.searchParams.get('error')).toBe('invalid_request');

    expect((await client.exchangeCode(await client.signIn('demo-owner'), 'x'.repeat(43))).status).toBe(400);
    const other = new SignInClient(baseUrl);
    const code = await other.signIn('demo-owner');
    expect((await other.exchangeCode(code)).status).toBe(200);
    expect((await other.exchangeCode(code)).status).toBe(400);
  });

  it('returns to the portal of this server only', async () => {
    const client = new SignInClient(baseUrl);
    for (const redirect_uri of [
      'https://elsewhere.example/portal',
      `${baseUrl}/portal/x`,
      `http://127.0.0.1:1/portal`,
    ]) {
      const response = await client.authorize({ redirect_uri });
      expect(response.status).toBe(400);
      expect(readLocation(response)).toBe('');
      expect(await response.text()).toContain('This sign-in cannot continue');
      expect((await client.send(`/oidc/logout?${new URLSearchParams({ logout_uri: redirect_uri })}`)).status).toBe(400);
    }
  });

  it('refreshes a session until the logout, which returns to the portal', async () => {
    const client = new SignInClient(baseUrl);
    const tokens = await readTokens(await client.exchangeCode(await client.signIn('demo-developer')));
    for (const _ of [1, 2]) {
      const refreshed = await refresh(client, tokens);
      expect(refreshed.status).toBe(200);
      const { access_token } = await readTokens(refreshed);
      expect(await verifyToken(access_token, null)).toMatchObject({ sub: 'demo-developer', token_use: 'access' });
    }
    // Another tab needs no click.
    expect(readLocation(await client.authorize())).toContain(`${baseUrl}/portal?code=`);

    const addresses = { logout_uri: client.redirectUri, post_logout_redirect_uri: client.redirectUri };
    const loggedOut = await client.send(
      `/oidc/logout?${new URLSearchParams({ client_id: 'connect-portal', ...addresses })}`,
    );
    expect(readLocation(loggedOut)).toBe(client.redirectUri);
    expect((await refresh(client, tokens)).status).toBe(400);
    expect(readLocation(await client.authorize())).toMatch(/^\/oidc\/sign-in\//);
  });

  it('asks for the user again with prompt=login, and another user may follow', async () => {
    const client = new SignInClient(baseUrl);
    await client.signIn('demo-owner');
    const page = readLocation(await client.authorize({ prompt: 'login' }));
    expect(page).toMatch(/^\/oidc\/sign-in\//);
    const code = new URL(await client.click(page, 'demo-viewer')).searchParams.get('code') ?? '';
    const { access_token } = await readTokens(await client.exchangeCode(code));
    expect(await verifyToken(access_token, null)).toMatchObject({ sub: 'demo-viewer' });
  });

  it('explains a sign-in that the server does not know', async () => {
    const response = await new SignInClient(baseUrl).send('/oidc/sign-in/unknown');
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('Open the portal again.');
  });
});

describe('a request from elsewhere', () => {
  /** Sends a request with any Host header. */
  async function requestAs(host: string): Promise<number | undefined> {
    const sent = request({ host: '127.0.0.1', port, path: '/oidc/jwks', headers: { host } }).end();
    const [response] = await once(sent, 'response');
    response.resume();
    return response.statusCode;
  }

  it.each(['127.0.0.1:3000', 'localhost', '[::1]:3000'])('to the host %s is accepted', async host => {
    expect(await requestAs(host)).toBe(200);
  });

  it.each(['rebound.example:3000', '192.0.2.1', 'localhost.example'])('to the host %j is refused', async host => {
    expect(await requestAs(host)).toBe(403);
  });

  it('is refused by its address, whatever its host', () => {
    const listener = createSignInListener(() => 3000);
    const answers: unknown[] = [];
    const response = { writeHead: (status: number) => answers.push(status), end: (body: string) => answers.push(body) };
    const peer = { headers: { host: 'localhost:3000' }, socket: { remoteAddress: '192.0.2.1' }, url: '/oidc/jwks' };
    listener(peer as never, response as never);
    expect(answers).toEqual([403, expect.stringContaining('http://localhost:3000/portal')]);
  });
});
