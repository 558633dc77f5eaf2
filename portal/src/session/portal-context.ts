import { createContext, useContext } from 'react';
import type { portalComponents } from '../../../client/src/index.ts';
import type { PortalAccess } from './portal-access.ts';

type PortalSession = portalComponents['schemas']['PortalSession'];
export type SessionScope = PortalSession['scopes'][number];

/** Everything about the signed-in user that pages need. */
export interface PortalContextValue extends PortalAccess {
  session: PortalSession;
  /** Leads back to the choice of the tenant. Absent if the person has one tenant only. */
  changeTenant?: () => void;
}

export const PortalContext = createContext<PortalContextValue | undefined>(undefined);

/** Returns the session. Only the pages behind the sign-in may call it. */
export function usePortal(): PortalContextValue {
  const value = useContext(PortalContext);
  if (!value) throw new Error('There is no portal session.');
  return value;
}

/** Returns a function that decides whether the role of the user permits something. */
export function useScopes(): (scope: SessionScope | undefined) => boolean {
  const { session } = usePortal();
  return scope => scope === undefined || session.scopes.includes(scope);
}
