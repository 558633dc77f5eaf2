import * as z from 'zod';
import { Instant, TenantId } from './field-types.ts';

/** The API key of the caller, without its secret. */
export const ApiKeyInfo = z
  .strictObject({
    keyId: z.string().meta({ description: 'The ID of the API key.', examples: ['4Zk2n8Qw1LxT'] }),
    name: z
      .string()
      .optional()
      .meta({ description: 'The name that it was created with.', examples: ['Billing'] }),
    tenantId: TenantId.meta({ description: 'The tenant to which it belongs.', examples: ['demo'] }),
    mode: z.enum(['live', 'test']).describe('Whether the tenant is live or for tests.'),
    scopes: z.array(z.string()).meta({
      description:
        'Its scopes. `*` covers every scope, including those of later versions of the API, except `customers:read`, `sims:read`, ' +
        '`sims:codes` and `porting:read`, which must be named.',
      examples: [['licenses:read', 'licenses:write']],
    }),
    expiresAt: Instant.optional().describe('The time from which it is no longer valid. Absent if it does not expire.'),
  })
  .meta({ id: 'ApiKey', description: 'An API key, without its secret.' });
