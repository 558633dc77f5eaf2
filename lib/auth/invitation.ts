import * as z from 'zod';
import { Role, type TeamInvitation } from '../contract/portal-user.ts';
import { createItemParser, type ItemCollection, type ItemRef } from '../dynamodb/item.ts';
import { hashIdentity } from './portal-user.ts';

/** An invitation to the portal of a tenant. It is accepted at the first sign-in with its e-mail address. */
export interface Invitation {
  tenantId: string;
  /** In lowercase. */
  email: string;
  role: Role;
  invitedAt: string;
  /** An instant. */
  expiresAt: string;
  /** The user who sent it. Absent if it came from the command line. */
  invitedBy?: string | undefined;
  /** Incremented by every change. */
  version: number;
}

const InvitationItem = z.object({
  tenantId: z.string(),
  email: z.string(),
  role: Role,
  invitedAt: z.string(),
  expiresAt: z.string(),
  invitedBy: z.string().optional(),
  version: z.int().min(1),
}) satisfies z.ZodType<Invitation>;

const invitationPrefix = 'invitation#';
const parseInvitation = createItemParser<Invitation>(InvitationItem, 'users');

export const invitationRef = (tenantId: string, email: string): ItemRef<Invitation> => ({
  table: 'users',
  primaryKey: { pk: tenantId, sk: invitationPrefix + hashIdentity(normalizeEmail(email)) },
  parse: parseInvitation,
});

/** The collection of all invitations of a tenant. */
export const invitationsRef = (tenantId: string): ItemCollection<Invitation> => ({
  table: 'users',
  partitionKey: tenantId,
  sortKeyPrefix: invitationPrefix,
  parse: parseInvitation,
});

export const normalizeEmail = (email: string): string => email.trim().toLowerCase();

export const isInvitationOpen = ({ expiresAt }: Invitation, now: string): boolean => expiresAt > now;

export const viewInvitation = ({ email, role, invitedAt, expiresAt }: Invitation): TeamInvitation => ({
  email,
  role,
  invitedAt,
  expiresAt,
});
