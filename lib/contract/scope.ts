import * as z from 'zod';

/** What an API key may do. A key holds a set of these; an endpoint asks for exactly one. */
export const Scope = z.enum([
  'licenses:read',
  'licenses:write',
  'subscriptions:read',
  'subscriptions:write',
  'product-offerings:read',
]);
export type Scope = z.infer<typeof Scope>;
