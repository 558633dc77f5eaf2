import { createHash, randomBytes } from 'node:crypto';

/** The tokens of a session, as the provider returns them. */
export interface SessionTokens {
  access_token: string;
  id_token: string;
  refresh_token: string;
}

/** A browser without scripts that signs in to the portal of a local server: keeps cookies, follows no redirect. */
export class SignInClient {
  readonly baseUrl: string;
  readonly redirectUri: string;
  readonly verifier = randomBytes(32).toString('base64url');
  private readonly cookies = new Map<string, string>();

  constructor(baseUrl: string) {
    this.baseUrl = baseUrl;
    this.redirectUri = `${baseUrl}/portal`;
  }

  async send(target: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(new URL(target, this.baseUrl), { redirect: 'manual', ...init, headers: { cookie } });
    for (const header of response.headers.getSetCookie()) {
      const [name = '', value = ''] = header.split(';', 1)[0]?.split('=') ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    return response;
  }

  /** Opens the sign-in of the portal. @param changes - other parameters; null omits one */
  authorize(changes: Record<string, string | null> = {}): Promise<Response> {
    const parameters = {
      client_id: 'connect-portal',
      redirect_uri: this.redirectUri,
      response_type: 'code',
      scope: 'openid email profile',
      state: 'some-state',
      code_challenge: createHash('sha256').update(this.verifier).digest('base64url'),
      code_challenge_method: 'S256',
      ...changes,
    };
    const sent = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== null);
    return this.send(`/oidc/oauth2/authorize?${new URLSearchParams(sent)}`);
  }

  /** Clicks the button of a demo user on the page that `authorize` redirects to. */
  async click(page: string, user: string): Promise<string> {
    const clicked = await this.send(page, { method: 'POST', body: new URLSearchParams({ user }) });
    return readLocation(await this.send(readLocation(clicked)));
  }

  requestTokens(parameters: Record<string, string>): Promise<Response> {
    const body = new URLSearchParams({ client_id: 'connect-portal', ...parameters });
    return this.send('/oidc/oauth2/token', { method: 'POST', body });
  }

  exchangeCode(code: string, verifier = this.verifier): Promise<Response> {
    const redirect_uri = this.redirectUri;
    return this.requestTokens({ grant_type: 'authorization_code', code, redirect_uri, code_verifier: verifier });
  }

  /** Signs in a demo user. @returns the code for the tokens */
  async signIn(user: string): Promise<string> {
    const returned = new URL(await this.click(readLocation(await this.authorize()), user));
    return returned.searchParams.get('code') ?? '';
  }
}

export const readLocation = ({ headers }: Response): string => headers.get('location') ?? '';

export const readTokens = async (response: Response): Promise<SessionTokens> =>
  (await response.json()) as SessionTokens;

/** Signs in a demo user of a local server. */
export async function signInDemoUser(baseUrl: string, user: string): Promise<SessionTokens> {
  const client = new SignInClient(baseUrl);
  return readTokens(await client.exchangeCode(await client.signIn(user)));
}
