import * as z from 'zod';
import type { TeamInvitation } from '../contract/portal-user.ts';
import { hourMs } from '../domain/calendar.ts';
import { type BusinessError, createBusinessError } from '../domain/domain-error.ts';
import { createItemParser, type ItemKey, type ItemRef } from '../dynamodb/item.ts';
import {
  buildUpdateIfVersion,
  type ItemWrite,
  requireAbsent,
  requireVersion,
  type WriteCondition,
} from '../dynamodb/item-write.ts';
import { type Invitation, invitationRef } from './invitation.ts';
import { invitedEmailRef, membershipRef } from './person.ts';
import { type PortalUser, portalUserRef } from './portal-user.ts';

/** The item that two changes of owners cannot both write. It is absent before the first such change. */
export interface OwnerChanges {
  version: number;
}

const parseOwnerChanges = createItemParser<OwnerChanges>(z.object({ version: z.int().min(1) }), 'users');

/**
 * The version of the owners of a tenant. A change that takes an owner away reads it before it reads the users, and requires it to be the same at
 * its commit. So two owners cannot remove each other.
 */
export const ownerChangesRef = (tenantId: string): ItemRef<OwnerChanges> => ({
  table: 'users',
  primaryKey: { pk: tenantId, sk: 'owner-changes' },
  parse: parseOwnerChanges,
});

/** Builds the write that fails if another owner was taken away since the version was read. A change of another user needs none. */
export function buildOwnerChange(
  { tenantId, role }: Pick<PortalUser, 'tenantId' | 'role'>,
  current: OwnerChanges | undefined,
): ItemWrite[] {
  if (role !== 'OWNER') return [];
  const { table, primaryKey } = ownerChangesRef(tenantId);
  const condition = current ? requireVersion(current.version) : requireAbsent('pk');
  return [{ kind: 'update', table, primaryKey, set: { version: (current?.version ?? 0) + 1 }, condition }];
}

/** Returns an error if a user is the last owner. */
export const rejectLastOwner = (user: PortalUser, users: readonly PortalUser[]): BusinessError | undefined =>
  user.role === 'OWNER' && users.every(({ userId, role }) => role !== 'OWNER' || userId === user.userId)
    ? createBusinessError('last_owner')
    : undefined;

export const toUserPath = ({ userId }: Pick<PortalUser, 'userId'>): string => `/portal/users/${userId}`;

/** The resource of an invitation in the audit log. */
export const invitationsPath = '/portal/invitations';

export const viewPortalUser = ({ userId, email, name, role, createdAt }: PortalUser) => ({
  userId,
  email,
  name,
  role,
  createdAt,
});

export const buildUserUpdate = (user: PortalUser, set: Pick<PortalUser, 'role'>): ItemWrite =>
  buildUpdateIfVersion(
    portalUserRef(user.tenantId, user.userId),
    { from: user.version, to: user.version + 1 },
    { ...set },
  );

/** Builds the writes that remove a user: the next request of the user gets 401. */
export const buildUserRemoval = ({ tenantId, userId, version }: PortalUser): ItemWrite[] => [
  toDeletion(portalUserRef(tenantId, userId), requireVersion(version)),
  toDeletion(membershipRef(userId, tenantId)),
];

/** Builds the writes that add a user. */
export const buildUserAddition = (user: PortalUser): ItemWrite[] => [
  toPut(portalUserRef(user.tenantId, user.userId), user, requireAbsent('pk')),
  toPut(membershipRef(user.userId, user.tenantId), { tenantId: user.tenantId }),
];

/** Builds the writes that send an invitation, or replace one to the same e-mail address. */
export function buildInvitationWrites(invitation: Invitation, current: Invitation | undefined): ItemWrite[] {
  const { tenantId, email } = invitation;
  const condition = current ? requireVersion(current.version) : requireAbsent('pk');
  return [
    toPut(invitationRef(tenantId, email), invitation, condition),
    toPut(invitedEmailRef(email, tenantId), { tenantId }),
  ];
}

/** Builds the writes that end an invitation. */
export const buildInvitationRemoval = ({ tenantId, email, version }: Invitation): ItemWrite[] => [
  toDeletion(invitationRef(tenantId, email), requireVersion(version)),
  toDeletion(invitedEmailRef(email, tenantId)),
];

/** An invitation can be accepted for this number of days. */
const invitationDays = 14;

export const toInvitationExpiry = (nowMs: number): TeamInvitation['expiresAt'] =>
  new Date(nowMs + invitationDays * 24 * hourMs).toISOString();

const toPut = ({ table, primaryKey }: ItemKey, item: object, condition?: WriteCondition): ItemWrite => ({
  kind: 'put',
  table,
  primaryKey,
  item: { ...primaryKey, ...item },
  ...(condition && { condition }),
});

const toDeletion = ({ table, primaryKey }: ItemKey, condition?: WriteCondition): ItemWrite => ({
  kind: 'delete',
  table,
  primaryKey,
  ...(condition && { condition }),
});
