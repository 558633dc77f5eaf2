import type { UserManager } from 'oidc-client-ts';
import { createPortalClient, type PortalClient } from '../../../client/src/index.ts';
import { readAccessToken } from './access-token.ts';
import { type PortalConfig, readPortalConfig } from './portal-config.ts';
import { SessionRenewal } from './session-renewal.ts';
import { completeRedirect, createUserManager, isReturnedPopup } from './user-manager.ts';

/** The connection of this tab to the OpenID provider and to the API. */
export interface PortalAccess {
  config: PortalConfig;
  manager: UserManager;
  renewal: SessionRenewal;
  client: PortalClient;
}

/**
 * Reads the settings and completes a sign-in from which the provider has just returned.
 *
 * @returns undefined in a window whose only task was to sign in
 */
export async function openPortal(): Promise<PortalAccess | undefined> {
  const config = await readPortalConfig();
  const manager = createUserManager(config);
  if (isReturnedPopup()) {
    await manager.signinPopupCallback();
    return undefined;
  }
  await completeRedirect(manager);
  const renewal = new SessionRenewal(manager);
  const client = createPortalClient({
    baseUrl: document.baseURI.replace(/\/$/, ''),
    getIdentity: async () => ({ accessToken: await readAccessToken(manager), tenantId: readChosenTenant() }),
    renewIdentity: renewal.renew,
  });
  return { config, manager, renewal, client };
}

const tenantItem = 'portal-tenant';

/** The tenant that the user has chosen in this tab. */
export const readChosenTenant = (): string | undefined => sessionStorage.getItem(tenantItem) ?? undefined;

export const chooseTenant = (tenantId: string): void => sessionStorage.setItem(tenantItem, tenantId);
