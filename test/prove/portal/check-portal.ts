import { createHash } from 'node:crypto';
import type { ItemAttributes } from '../../../lib/dynamodb/item.ts';
import type { PortalAttempt, PortalHistory, PortalTransaction } from './run-portal.ts';

/** Lists the violations in a history as sentences. Each begins with the number of the violated invariant. */
export const listPortalViolations = (history: PortalHistory): string[] => [
  ...checkAuditItems(history),
  ...checkShownKeys(history),
  ...checkWorkingKeys(history),
  ...checkOwners(history),
  ...checkResponses(history),
];

const auditedTables = ['apiKeys', 'users', 'webhooks'];

const findAudit = ({ changes }: PortalTransaction) =>
  changes.filter(({ table }) => table === 'audit').map(({ after }) => String(after?.action));

/** I16: a change and its audit item are one transaction. */
function checkAuditItems({ transactions }: PortalHistory): string[] {
  return transactions.flatMap(transaction => {
    const changed = transaction.changes.filter(({ table }) => auditedTables.includes(table));
    const audit = findAudit(transaction);
    if (changed.length > 0 && audit.length !== 1)
      return `I16: a change of ${changed.map(({ table }) => table)} has ${audit.length} audit items.`;
    return audit.length > 0 && changed.length === 0 ? `I16: the audit item ${audit} has no change.` : [];
  });
}

/** I17: every API key that a person has seen was stored, with the hash of its text. */
function checkShownKeys({ shown, stored }: PortalHistory): string[] {
  return shown.flatMap(({ text, keyId }) => {
    const item = stored.apiKeys.find(each => each.keyId === keyId);
    const hash = createHash('sha256').update(text).digest('hex');
    return item?.hash === hash ? [] : `I17: the API key ${keyId} was shown and never worked.`;
  });
}

const isActive = ({ revokedAt, expiresAt }: ItemAttributes, at: string): boolean =>
  revokedAt === undefined && (expiresAt === undefined || String(expiresAt) > at);

/** I17: only an explicit revocation can take the last working API key that a person has seen. */
function checkWorkingKeys({ transactions, shown, initial }: PortalHistory): string[] {
  const items = new Map(initial.apiKeys.map(item => [String(item.keyId), item]));
  return transactions.flatMap(transaction => {
    // A clock may be ahead, so that an API key expires later than DynamoDB says.
    const at = new Date(transaction.at + maxSkewMs).toISOString();
    const known = shown.filter(key => key.at <= transaction.at);
    const isOneLeft = () =>
      known.some(({ keyId }) => {
        const item = items.get(keyId);
        return item !== undefined && isActive(item, at);
      });
    const wasOneLeft = isOneLeft();
    for (const { table, after } of transaction.changes)
      if (table === 'apiKeys' && after) items.set(String(after.keyId), after);
    const isExplicit = findAudit(transaction).includes('api-key.revoked');
    return !wasOneLeft || isOneLeft() || isExplicit ? [] : `I17: no API key works after ${findAudit(transaction)}.`;
  });
}

const maxSkewMs = 150_000;

/** The tenant always has an owner. */
function checkOwners({ transactions, initial }: PortalHistory): string[] {
  const users = new Map(initial.users.map(user => [String(user.sk), user]));
  return transactions.flatMap(transaction => {
    for (const { table, before, after } of transaction.changes) {
      if (table !== 'users') continue;
      const sk = String((after ?? before)?.sk);
      if (after) users.set(sk, after);
      else users.delete(sk);
    }
    const hasOwner = [...users.values()].some(({ role }) => role === 'OWNER');
    return hasOwner ? [] : `I10: the tenant has no owner after ${findAudit(transaction)}.`;
  });
}

const isStored = ({ response }: PortalAttempt): boolean => [200, 404, 409].includes(response?.status ?? 0);

/** Returns the stored part of a response: a secret is shown once, with a hint in its place in the others. */
function toStoredBody({ response }: PortalAttempt): string {
  const { secret: _, hint: __, ...body } = JSON.parse(response?.body ?? '{}');
  return `${response?.status} ${JSON.stringify(body)}`;
}

/** I2 and I7: all responses of a request are the same, except the secret, which at most one of them shows, and the last retry has one. */
function checkResponses({ attempts }: PortalHistory): string[] {
  const keys = new Set(attempts.flatMap(({ idempotencyKey }) => idempotencyKey ?? []));
  return [...keys].flatMap(idempotencyKey => {
    const ofKey = attempts.filter(attempt => attempt.idempotencyKey === idempotencyKey);
    // Later, the key is free, and the same request is executed again.
    const freeAt = (ofKey[0]?.process.startedAt ?? 0) + recordLifetimeMs;
    const ofRecord = ofKey.filter(({ process }) => process.endedAt < freeAt);
    // An owner who was removed or demoted gets 401 or 403, which are not stored.
    const answered = ofRecord.filter(attempt => isStored(attempt) && !isKeyError(attempt));
    const bodies = new Set(answered.map(toStoredBody));
    const secrets = answered.filter(({ response }) => 'secret' in JSON.parse(response?.body ?? '{}'));
    const last = ofKey.find(({ isUndisturbed }) => isUndisturbed)?.response?.status ?? 0;
    return [
      ...(bodies.size > 1 ? [`I2: ${idempotencyKey} has ${bodies.size} responses.`] : []),
      ...(secrets.length > 1 ? [`I2: the secret of ${idempotencyKey} was shown ${secrets.length} times.`] : []),
      ...(last === 0 || last >= 500 ? [`I7: the last retry of ${idempotencyKey} has the status ${last}.`] : []),
    ];
  });
}

/** A record is live for at least this time, whatever the clocks say. */
const recordLifetimeMs = 24 * 3_600_000;

const isKeyError = ({ response }: PortalAttempt): boolean => /"code":"idempotency_key/.test(response?.body ?? '');
