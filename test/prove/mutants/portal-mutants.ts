import { createMutantsIn, type SourceMutant } from './source-mutant.ts';

const removeUser = createMutantsIn('functions/remove-user/operation.ts');
const confirmRotation = createMutantsIn('functions/confirm-api-key-rotation/operation.ts');
const apiKeys = createMutantsIn('lib/auth/change-api-keys.ts');
const team = createMutantsIn('lib/auth/change-team.ts');
const signIn = createMutantsIn('lib/auth/sign-in.ts');
const execute = createMutantsIn('lib/idempotency/execute-request.ts');

/** Mutants of the operations that only the portal has. */
export const portalMutants: SourceMutant[] = [
  removeUser('two owners can remove each other', ['I10'], ', ...buildOwnerChange(user, ownerChanges)', ''),
  team(
    'the last owner can be removed',
    ['I10'],
    "role !== 'OWNER' || userId === user.userId",
    'userId === user.userId',
  ),
  confirmRotation(
    'a rotation is confirmed although the new API key does not work',
    ['I17'],
    'const ended = rejectEndedApiKey(newApiKey, time.now);',
    'const ended = rejectEndedApiKey({ ...newApiKey, revokedAt: undefined }, time.now);',
  ),
  confirmRotation(
    'a confirmation ends an API key of another rotation',
    ['I17'],
    'current.rotation?.newKeyId !== newKeyId',
    'false',
  ),
  apiKeys(
    'a change of an API key has no condition',
    ['I17'],
    ': requireVersion(version);',
    ": requireAbsent('nothing');",
  ),
  signIn('an invitation is accepted after its end', ['I5'], 'isInvitationOpen(each, now)', 'each !== undefined'),
  signIn(
    'an e-mail address needs no verification',
    ['I5'],
    'email !== undefined && isEmailVerified ?',
    'email !== undefined ?',
  ),
  execute(
    'a change has no audit item',
    ['I16'],
    'const auditWrites = audit ?',
    'const auditWrites = !audit && audit ?',
  ),
];
