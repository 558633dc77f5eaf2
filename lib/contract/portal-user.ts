import * as z from 'zod';
import { Instant, TenantId } from './field-types.ts';
import { PortalScope, Scope } from './scope.ts';

/** The role of a portal user. */
export const Role = z
  .enum(['OWNER', 'DEVELOPER', 'VIEWER'])
  .describe(
    'An owner may do everything, a developer everything except users and the audit log, and a viewer may only look.',
  );
export type Role = z.infer<typeof Role>;

export const PortalUserId = z
  .string()
  .regex(/^[0-9a-f]{24}$/, 'must be 24 of the characters 0-9 and a-f')
  .meta({ description: 'The ID of the user.', examples: ['5f0c2d1e8a7b4c3d2e1f0a9b'] });

export const EmailAddress = z.email('must be an e-mail address').max(254).describe('The e-mail address.');
const PersonName = z.string().describe('The name.');

/** The user and the tenant of a portal session. */
export const PortalSessionInfo = z
  .strictObject({
    tenant: z
      .strictObject({
        tenantId: TenantId.describe('The tenant.'),
        mode: z.enum(['live', 'test']).describe('Whether the tenant is live or for tests.'),
        timeZone: z.string().describe('The time zone of the tenant, in which dates are days.'),
      })
      .describe('The tenant of the session.'),
    user: z
      .strictObject({ userId: PortalUserId, email: EmailAddress, name: PersonName.optional(), role: Role })
      .describe('The user who signed in.'),
    scopes: z.array(z.enum([...Scope.options, ...PortalScope.options])).describe('What the role of the user permits.'),
  })
  .meta({ id: 'PortalSession', description: 'The user and the tenant of a portal session.' });

/** A user of the portal, as a team list shows it. */
export const TeamUser = z
  .strictObject({
    userId: PortalUserId,
    email: EmailAddress,
    name: PersonName.optional(),
    role: Role,
    createdAt: Instant.describe('When the user signed in for the first time.'),
  })
  .meta({ id: 'User', description: 'A user of the portal.' });

/** An invitation that nobody has accepted yet. */
export const TeamInvitation = z
  .strictObject({
    email: EmailAddress,
    role: Role,
    invitedAt: Instant.describe('When it was sent.'),
    expiresAt: Instant.describe('The time from which it can no longer be accepted.'),
  })
  .meta({ id: 'Invitation', description: 'An invitation that nobody has accepted yet.' });
export type TeamInvitation = z.infer<typeof TeamInvitation>;

/** The tenants of a person who has signed in. */
export const SignInResult = z
  .strictObject({
    email: EmailAddress.optional(),
    isEmailVerified: z
      .boolean()
      .describe('Whether the provider has verified the e-mail address. Only then, invitations to it are accepted.'),
    tenants: z
      .array(z.strictObject({ tenantId: TenantId.describe('The tenant.'), role: Role }))
      .describe('The tenants of which the person is a user.'),
  })
  .meta({ id: 'SignInResult', description: 'The tenants of a person who has signed in.' });
export type SignInResult = z.infer<typeof SignInResult>;
