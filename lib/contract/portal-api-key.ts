import * as z from 'zod';
import { Actor } from './change-request.ts';
import { CalendarDate, createTextSchema, Instant, textRule } from './field-types.ts';
import { allScopes, Scope } from './scope.ts';

export const ApiKeyId = z
  .string()
  .regex(/^[0-9A-Za-z]{12}$/, 'must be the ID of 12 letters and digits, not the API key itself')
  .meta({ description: 'The ID of the API key.', examples: ['4Zk2n8Qw1LxT'] });

export const ApiKeyLabel = createTextSchema(1, 100).describe(`A name for people. ${textRule}`);

/** The scopes that a person grants to an API key. */
export const GrantedScopes = z
  .array(z.enum([allScopes, ...Scope.options]))
  .max(Scope.options.length + 1)
  .describe(
    '`*` covers every scope, including those of later versions of the API, except `customers:read`, `sims:read`, `sims:codes` and ' +
      '`porting:read`, which must be named.',
  );

export const ApiKeyExpiryTime = Instant.describe(
  'The time from which it is no longer valid. It must be in the future.',
);

/** An API key as the portal shows it. */
export const PortalApiKey = z
  .strictObject({
    keyId: ApiKeyId,
    name: z.string().optional().describe('The name. Absent if it was created without one.'),
    state: z
      .enum(['ACTIVE', 'EXPIRED', 'REVOKED'])
      .describe('Whether requests with it are accepted. An API key whose rotation is not confirmed is active too.'),
    mode: z.enum(['live', 'test']).describe('Whether the tenant is live or for tests.'),
    scopes: z.array(z.string()).describe('Its scopes.'),
    createdAt: Instant.describe('When it was created.'),
    createdBy: z
      .strictObject({
        ...Actor.shape,
        name: z.string().optional().describe('The name or the e-mail address of the user at that time.'),
      })
      .optional()
      .describe('Who created it. It works on when that user is removed.'),
    lastUsedOn: CalendarDate.optional().describe('The day (UTC) of its last request. Absent if it was never used.'),
    expiresAt: Instant.optional().describe('The time from which it is no longer valid. Absent if it does not expire.'),
    revokedAt: Instant.optional().describe('When it was revoked.'),
    rotation: z
      .strictObject({ newKeyId: ApiKeyId.describe('The API key that replaces it once the rotation is confirmed.') })
      .optional()
      .describe('Present while a rotation waits for its confirmation. Until then, both API keys work.'),
  })
  .meta({ id: 'PortalApiKey', description: 'An API key, without its secret.' });
export type PortalApiKey = z.infer<typeof PortalApiKey>;

/** A secret that only the first response contains, or a hint in its place. */
export const shownOnceFields = {
  secret: z
    .string()
    .optional()
    .describe('The secret. It is shown only here, in the first response, and is stored nowhere as readable text.'),
  hint: z.string().optional().describe('Present instead of the secret if the response is a repeated one.'),
};

/** A new API key, with its secret in the first response. */
export const NewPortalApiKey = z
  .strictObject({ apiKey: PortalApiKey, ...shownOnceFields })
  .meta({ id: 'NewPortalApiKey', description: 'A new API key. The secret is the complete API key.' });
