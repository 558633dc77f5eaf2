import * as z from 'zod';

/** A permission of an API key. A key has a set of scopes; an endpoint requires at most one. */
export const Scope = z.enum([
  'licenses:read',
  'licenses:write',
  'subscriptions:read',
  'subscriptions:write',
  'product-offerings:read',
  'orders:read',
  'orders:write',
  'customers:read',
  'sims:read',
  'sims:codes',
  'porting:read',
  'events:read',
]);
export type Scope = z.infer<typeof Scope>;

/** A permission for the operations that only the portal has. A role includes it; no API key can have it. */
export const PortalScope = z.enum([
  'api-keys:read',
  'api-keys:write',
  'webhooks:read',
  'webhooks:write',
  'users:read',
  'users:write',
  'audit:read',
]);
export type PortalScope = z.infer<typeof PortalScope>;

/** Covers every scope of API keys, also those of later releases, except the sensitive ones. */
export const allScopes = '*';

/** Scopes for personal data and secrets. An API key has them only if they are named, so `*` does not include them. */
export const sensitiveScopes: readonly Scope[] = ['customers:read', 'sims:read', 'sims:codes', 'porting:read'];

/** A scope as an API key stores it. */
export type GrantedScope = Scope | typeof allScopes;
