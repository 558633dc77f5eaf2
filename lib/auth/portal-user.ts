import { createHash } from 'node:crypto';
import * as z from 'zod';
import { Role } from '../contract/portal-user.ts';
import { createItemParser, type ItemCollection, type ItemRef } from '../dynamodb/item.ts';

/** A person who may use the portal of a tenant. A person who works for two tenants is a user of each. */
export interface PortalUser {
  tenantId: string;
  userId: string;
  email: string;
  name?: string | undefined;
  role: Role;
  createdAt: string;
  /** The user who sent the invitation. Absent if it came from the command line. */
  invitedBy?: string | undefined;
  /** Incremented by every change. */
  version: number;
}

const PortalUserItem = z.object({
  tenantId: z.string(),
  userId: z.string(),
  email: z.string(),
  name: z.string().optional(),
  role: Role,
  createdAt: z.string(),
  invitedBy: z.string().optional(),
  version: z.int().min(1),
}) satisfies z.ZodType<PortalUser>;

/** The common prefix of the sort keys of a tenant's users. */
const portalUserPrefix = 'user#';

const parsePortalUser = createItemParser<PortalUser>(PortalUserItem, 'users');

export const portalUserRef = (tenantId: string, userId: string): ItemRef<PortalUser> => ({
  table: 'users',
  primaryKey: { pk: tenantId, sk: portalUserPrefix + userId },
  parse: parsePortalUser,
});

/** The collection of all users of a tenant. */
export const portalUsersRef = (tenantId: string): ItemCollection<PortalUser> => ({
  table: 'users',
  partitionKey: tenantId,
  sortKeyPrefix: portalUserPrefix,
  parse: parsePortalUser,
});

/**
 * Derives the ID of a user from the identity at the OpenID provider, so that a token leads to the user's item without a look-up. The
 * issuer is part of it, because two providers may use the same subject for two people.
 */
export const toUserId = (issuer: string, subject: string): string => hashIdentity(`${issuer}#${subject}`);

/** Hashes an identity, so that it fits into an item key. */
export const hashIdentity = (identity: string): string =>
  createHash('sha256').update(identity).digest('hex').slice(0, 24);
