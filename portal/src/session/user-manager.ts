import { UserManager, WebStorageStateStore } from 'oidc-client-ts';
import type { PortalConfig } from './portal-config.ts';

/** Marks the state of a sign-in in a window of its own. */
const popupMark = 'popup';

/** The address of this page without its query and fragment: the OpenID provider returns here. */
const pageAddress = (): string => new URL('portal', document.baseURI).href;

const toLoginAddress = ({ loginUrl }: PortalConfig, path: string): string =>
  new URL(loginUrl.replace(/\/$/, '') + path, window.location.origin).href;

/**
 * Creates the client of the OpenID provider. Its addresses are below the login address, which may differ from the issuer, so its metadata is not
 * loaded. Tokens are stored for this tab only.
 */
export const createUserManager = (config: PortalConfig): UserManager =>
  new UserManager({
    authority: config.issuer,
    metadata: {
      issuer: config.issuer,
      authorization_endpoint: toLoginAddress(config, '/oauth2/authorize'),
      token_endpoint: toLoginAddress(config, '/oauth2/token'),
    },
    client_id: config.clientId,
    redirect_uri: pageAddress(),
    response_type: 'code',
    scope: 'openid email profile',
    userStore: new WebStorageStateStore({ store: sessionStorage }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
    automaticSilentRenew: false,
    // The policy of the page allows no frames, so nothing can be done in one.
    monitorSession: false,
  });

/** Signs in at the page of the provider, and returns to the present page. */
export const signInByRedirect = (manager: UserManager): Promise<void> =>
  manager.signinRedirect({ state: { returnTo: window.location.hash } });

/** Signs in within another window, so that this page keeps its input. @throws Error if the window is closed or blocked */
export const signInByPopup = (manager: UserManager) => manager.signinPopup({ url_state: popupMark });

/** Decides whether this window was opened by {@link signInByPopup} and the provider has returned to it. */
export const isReturnedPopup = (): boolean =>
  window.opener !== null && readQuery().get('state')?.endsWith(`;${popupMark}`) === true;

/** Completes a sign-in if the provider has just returned to this page. */
export async function completeRedirect(manager: UserManager): Promise<void> {
  const query = readQuery();
  if (!query.has('state')) return;
  try {
    const { state } = await manager.signinRedirectCallback();
    showAddress(readReturnTo(state));
  } catch (error) {
    showAddress('');
    throw error;
  }
}

const readReturnTo = (state: unknown): string =>
  typeof state === 'object' && state !== null && 'returnTo' in state && typeof state.returnTo === 'string'
    ? state.returnTo
    : '';

/** Removes the code from the address, so that a reload does not send it again. */
const showAddress = (hash: string): void => window.history.replaceState(null, '', pageAddress() + hash);

const readQuery = () => new URLSearchParams(window.location.search);

/** Ends the session here and at the provider. Cognito and the local provider name the parameters differently. */
export async function signOut(manager: UserManager, config: PortalConfig): Promise<void> {
  await manager.removeUser();
  sessionStorage.clear();
  const address = pageAddress();
  const query = new URLSearchParams({
    client_id: config.clientId,
    logout_uri: address,
    post_logout_redirect_uri: address,
  });
  window.location.assign(`${toLoginAddress(config, '/logout')}?${query}`);
}
