import type { Actor } from '../contract/change-request.ts';
import type { PortalScope, Scope } from '../contract/scope.ts';
import type { Tenant } from '../domain/tenant.ts';
import type { ItemRef } from '../dynamodb/item.ts';
import {
  type ApiKey,
  type AuthenticationFailure,
  apiKeyRef,
  authenticateApiKey,
  hasScope,
  type PresentedApiKey,
} from './api-key.ts';
import { type PortalUser, portalUserRef } from './portal-user.ts';
import { scopesOfRoles } from './roles.ts';

/** Sender of a request, as its headers say. It is verified by the first read of the request. */
export interface Caller<C = unknown> {
  tenantId: string;
  actor: Actor;
  /** The header that names the caller. */
  header: 'X-API-Key' | 'Authorization';
  /** The item that proves who calls. A tool has none: it runs with the operator's own credentials. */
  credentialRef: ItemRef<C> | undefined;
  /** Authenticates the caller with the item. This runs for every request, because nothing about callers is cached. */
  authenticate(
    credential: C | undefined,
    tenant: Tenant | undefined,
    now: string,
  ): AuthenticatedCaller | { failure: AuthenticationFailure };
}

/** An authenticated sender of a request. */
export interface AuthenticatedCaller {
  actor: Actor;
  hasScope(scope: string): boolean;
  /** Present if the request was sent with an API key. */
  apiKey?: ApiKey;
  /** Present if the request was sent from the portal. */
  user?: PortalUser;
}

/** A portal session that was verified: the token names the person, the request names the tenant. */
export interface PortalSession {
  tenantId: string;
  userId: string;
}

export const createApiKeyCaller = (presented: PresentedApiKey): Caller<ApiKey> => {
  const actor = { type: 'API_KEY', id: presented.keyId } as const;
  return {
    tenantId: presented.tenantId,
    actor,
    header: 'X-API-Key',
    credentialRef: apiKeyRef(presented.tenantId, presented.keyId),
    authenticate(apiKey, tenant, now) {
      const failure = authenticateApiKey(presented, apiKey, tenant, now);
      if (failure !== undefined || !apiKey) return { failure: failure ?? 'unknown' };
      return { actor, apiKey, hasScope: scope => hasScope(apiKey, scope) };
    },
  };
};

export const createPortalCaller = ({ tenantId, userId }: PortalSession): Caller<PortalUser> => {
  const actor = { type: 'USER', id: userId } as const;
  return {
    tenantId,
    actor,
    header: 'Authorization',
    credentialRef: portalUserRef(tenantId, userId),
    authenticate: (user, tenant) =>
      user && tenant ? { actor, user, hasScope: scope => includesScope(user, scope) } : { failure: 'unknown' },
  };
};

/** Creates the caller of a tool, which runs with the operator's own credentials and may do everything. */
export const createToolCaller = (tenantId: string, toolUser: string): Caller<never> => {
  const actor = { type: 'TOOL', id: toolUser } as const;
  return {
    tenantId,
    actor,
    header: 'X-API-Key',
    credentialRef: undefined,
    authenticate: (_, tenant) => (tenant ? { actor, hasScope: () => true } : { failure: 'unknown' }),
  };
};

const includesScope = ({ role }: PortalUser, scope: string): boolean =>
  (scopesOfRoles[role] as readonly (Scope | PortalScope | string)[]).includes(scope);
