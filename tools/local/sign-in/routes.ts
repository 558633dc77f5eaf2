import type { KoaContextWithOIDC, Provider } from 'oidc-provider';
import { readIncomingBody } from '../request-body.ts';
import { demoUsers } from './demo-users.ts';
import { buildSignInErrorPage, buildSignInPage, signInPageHeaders } from './pages.ts';
import { signInPath } from './settings.ts';

type Context = Pick<
  KoaContextWithOIDC,
  'req' | 'res' | 'path' | 'method' | 'query' | 'cookies' | 'set' | 'redirect'
> & {
  status: number;
  body: unknown;
};

/**
 * Creates the routes that the provider itself does not have: the page with the demo users, and a logout without a confirmation.
 *
 * @param pages - addresses to which a logout may return
 */
export function createSignInRoutes(provider: Provider, pages: readonly string[]) {
  return async (context: Context, next: () => Promise<void>): Promise<void> => {
    const { path, method, query } = context;
    if (/^\/sign-in\/[\w-]+$/.test(path)) return showSignIn(provider, context);
    if (path === '/logout' && method === 'GET') return logOut(provider, context, pages);
    // A person who wants to sign in again may want to be another user.
    if (path === '/oauth2/authorize' && query.prompt === 'login') await endSession(provider, context);
    return next();
  };
}

async function showSignIn(provider: Provider, context: Context): Promise<void> {
  const { req, res, method } = context;
  const isStarted = await provider.interactionDetails(req, res).catch(() => undefined);
  if (!isStarted) return showError(context, 'It has ended, or the local server was restarted. Open the portal again.');
  const user = method === 'POST' ? await readChosenUser(context) : undefined;
  if (user) {
    const returnTo = await provider.interactionResult(req, res, { login: { accountId: user.sub } });
    context.redirect(returnTo);
    context.status = 303;
    return;
  }
  context.set(signInPageHeaders);
  context.body = buildSignInPage();
}

async function readChosenUser({ req }: Context) {
  const sub = new URLSearchParams(String(await readIncomingBody(req))).get('user');
  return demoUsers.find(user => user.sub === sub);
}

/** Ends the session and its tokens, and returns to the portal. */
async function logOut(provider: Provider, context: Context, pages: readonly string[]): Promise<void> {
  const { logout_uri: cognitoAddress, post_logout_redirect_uri: address = cognitoAddress } = context.query;
  if (typeof address !== 'string' || !pages.includes(address)) {
    return showError(context, `The address after the logout must be one of ${pages.join(', ')}.`);
  }
  const session = await endSession(provider, context);
  for (const { grantId } of Object.values(session.authorizations ?? {})) {
    if (grantId !== undefined) await (await provider.Grant.find(grantId))?.destroy();
  }
  context.redirect(address);
}

async function endSession(provider: Provider, context: Context) {
  const session = await provider.Session.get(context as KoaContextWithOIDC);
  await session.destroy();
  context.cookies.set(provider.cookieName('session'), null, { path: signInPath });
  return session;
}

function showError(context: Context, message: string): void {
  context.status = 400;
  context.set(signInPageHeaders);
  context.body = buildSignInErrorPage(message);
}
