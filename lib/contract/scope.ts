import * as z from 'zod';

/** A permission of an API key. A key has a set of scopes; an endpoint requires exactly one. */
export const Scope = z.enum([
  'licenses:read',
  'licenses:write',
  'subscriptions:read',
  'subscriptions:write',
  'product-offerings:read',
]);
export type Scope = z.infer<typeof Scope>;
