import type { Role } from '../contract/portal-user.ts';
import { PortalScope, Scope, sensitiveScopes } from '../contract/scope.ts';

const apiScopes = Scope.options;
const ownerScopes: readonly PortalScope[] = ['users:read', 'users:write', 'audit:read'];
const isRead = (scope: Scope): boolean => scope.endsWith(':read') && !sensitiveScopes.includes(scope);

/** The scopes of each role: an owner may do everything, a developer everything except users and the audit log, a viewer only look. */
export const scopesOfRoles: Readonly<Record<Role, readonly (Scope | PortalScope)[]>> = {
  OWNER: [...apiScopes, ...PortalScope.options],
  DEVELOPER: [...apiScopes, ...PortalScope.options.filter(scope => !ownerScopes.includes(scope))],
  VIEWER: [...apiScopes.filter(isRead), 'api-keys:read', 'webhooks:read'],
};
