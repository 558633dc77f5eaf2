import type { SignInResult } from '../contract/portal-user.ts';
import { commitWithRetries } from '../dynamodb/commit-with-retries.ts';
import type { RetryBudget } from '../dynamodb/database.ts';
import type { Dependencies } from '../dynamodb/dependencies.ts';
import type { ItemCollection } from '../dynamodb/item.ts';
import { addRequestId, type ItemWrite } from '../dynamodb/item-write.ts';
import { buildAuditWrite } from '../dynamodb/items/audit-item.ts';
import { findReadCollection, findReadItem, type ReadResult, readWithRetries } from '../dynamodb/read-with-retries.ts';
import { buildInvitationRemoval, buildUserAddition, toUserPath } from './change-team.ts';
import { type Invitation, invitationRef, isInvitationOpen } from './invitation.ts';
import { invitedEmailsRef, membershipsRef } from './person.ts';
import { type PortalUser, portalUserRef } from './portal-user.ts';
import type { PersonWithEmail } from './token-verifier.ts';

/** A sign-in at one moment, and the request that reports it. */
export interface SignIn {
  person: PersonWithEmail;
  requestId: string;
  origin: string | undefined;
}

/** Thrown when DynamoDB is not available. Nothing is lost: the next sign-in accepts the invitations. */
export class SignInUnavailableError extends Error {
  override name = 'SignInUnavailableError';
}

/**
 * Accepts the open invitations to the verified e-mail address of a person, and lists the tenants of the person. Each invitation is accepted in a
 * transaction of its own. To repeat a sign-in changes nothing.
 *
 * @throws SignInUnavailableError
 */
export async function completeSignIn(
  signIn: SignIn,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<SignInResult> {
  const { person, requestId } = signIn;
  const { isInvited, invitations, users } = await readTenants(person, budget, dependencies);
  const now = new Date(dependencies.now()).toISOString();
  for (const invitation of invitations.filter(each => isInvitationOpen(each, now))) {
    const current = users.find(({ tenantId }) => tenantId === invitation.tenantId);
    const writes = buildAcceptance(invitation, current, signIn, now).map(write => addRequestId(write, requestId));
    const transaction = { writes, clientRequestToken: dependencies.newId() };
    const options = { hasIdempotencyKey: false, requestId };
    const commit = await commitWithRetries(transaction, options, budget, dependencies);
    // A refusal means that the invitation was changed, or accepted by the same person in another window.
    if (commit.kind === 'unavailable') throw new SignInUnavailableError('Sign-in failed.', { cause: commit.cause });
  }
  // Also if another window has accepted the invitations in the meantime.
  const after = isInvited ? await readTenants(person, budget, dependencies) : { users };
  return {
    ...(person.email !== undefined && { email: person.email }),
    isEmailVerified: person.isEmailVerified,
    tenants: after.users.map(({ tenantId, role }) => ({ tenantId, role })),
  };
}

/** Builds the transaction that turns an invitation into a user. A person who is a user already keeps the role. */
function buildAcceptance(
  invitation: Invitation,
  current: PortalUser | undefined,
  { person, requestId, origin }: SignIn,
  now: string,
): ItemWrite[] {
  const removal = buildInvitationRemoval(invitation);
  if (current) return removal;
  const { tenantId, email, role, invitedBy } = invitation;
  const { userId, name } = person;
  const user = { tenantId, userId, email, name, role, createdAt: now, invitedBy, version: 1 };
  const audit = buildAuditWrite(
    {
      ...{ tenantId, at: now, actor: { type: 'USER', id: userId }, origin },
      ...{ action: 'user.joined', resource: toUserPath(user), changes: { email, role } },
    },
    requestId,
  );
  return [...buildUserAddition(user), ...removal, audit];
}

/** Reads the invitations to the verified address of a person, and the tenants of which the person is a user already. */
async function readTenants(
  { userId, email, isEmailVerified }: PersonWithEmail,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<{ isInvited: boolean; invitations: Invitation[]; users: PortalUser[] }> {
  const ofPerson = membershipsRef(userId);
  const ofEmail = email !== undefined && isEmailVerified ? invitedEmailsRef(email) : undefined;
  // One after the other: an invitation that another window accepts between the two reads is found as an invitation, or as a membership.
  const invited = ofEmail ? await readCollection(ofEmail, budget, dependencies) : [];
  const memberships = await readCollection(ofPerson, budget, dependencies);
  const isInvited = invited.length > 0;
  const invitationRefs = invited.map(({ tenantId }) => invitationRef(tenantId, email ?? ''));
  const tenantIds = new Set([...memberships, ...invited].map(({ tenantId }) => tenantId));
  const userRefs = [...tenantIds].map(tenantId => portalUserRef(tenantId, userId));
  if (tenantIds.size === 0) return { isInvited, invitations: [], users: [] };
  const found = await readCompletely(
    { items: [...invitationRefs, ...userRefs], collections: [], listings: [] },
    budget,
    dependencies,
  );
  return {
    isInvited,
    invitations: invitationRefs.flatMap(ref => findReadItem(found, ref) ?? []),
    users: userRefs.flatMap(ref => findReadItem(found, ref) ?? []),
  };
}

async function readCollection<T>(
  collection: ItemCollection<T>,
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<T[]> {
  const read = await readCompletely({ items: [], collections: [collection], listings: [] }, budget, dependencies);
  return findReadCollection(read, collection);
}

async function readCompletely(
  request: Parameters<typeof readWithRetries>[0],
  budget: RetryBudget,
  dependencies: Dependencies,
): Promise<ReadResult> {
  const read = await readWithRetries(request, budget, dependencies);
  if (read.kind === 'complete') return read;
  throw new SignInUnavailableError('Sign-in failed.', { cause: read.cause });
}
