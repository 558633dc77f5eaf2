import { isCommandEndpoint } from '../../../../lib/contract/endpoint.ts';
import type { RequestAttempt } from '../request-attempt.ts';
import type { CommittedTransaction, SimulationHistory } from '../simulation-history.ts';

/** A stored response, from its commit to the commit of the next record with the same idempotency key. */
export interface RecordLifetime {
  /** Partition key of the record. */
  pk: string;
  requestId: string;
  /** Attempt that stored the response. */
  attempt: RequestAttempt;
  from: number;
  until: number;
  status: number;
  headers: Record<string, string>;
  body: string;
}

export const toRecordPk = ({ tenant, idempotencyKey: key }: RequestAttempt): string => `${tenant}#${key}`;

/** Lists the stored records in the order of their commits. */
export function listRecordLifetimes({ effects, attempts }: SimulationHistory): RecordLifetime[] {
  const lifetimes: RecordLifetime[] = [];
  for (const { at, requestId, changes } of effects) {
    for (const { table, after } of changes) {
      const attempt = attempts.find(each => each.requestId === requestId);
      if (table !== 'idempotency' || !attempt) continue;
      const { pk, status, headers, body } = after as unknown as RecordLifetime;
      const before = lifetimes.findLast(record => record.pk === pk);
      if (before) before.until = at;
      lifetimes.push({ pk, requestId, attempt, from: at, until: Number.POSITIVE_INFINITY, status, headers, body });
    }
  }
  return lifetimes;
}

const hourLengthMs = 3_600_000;
/** A record is stored for at least a day, and its key is free after at most a day and an hour. */
export const minRecordLifetimeMs = 24 * hourLengthMs;
export const maxRecordLifetimeMs = 25 * hourLengthMs;

export const isSameSimulatedRequest = (one: RequestAttempt, other: RequestAttempt): boolean =>
  one.request === other.request;

/**
 * I1, I3, I8: a record lives for a day. It is written in one transaction with the effect that it acknowledges, once per
 * request.
 */
export function checkEffects(history: SimulationHistory): string[] {
  const violations: string[] = [];
  for (const attempt of history.attempts) {
    const effects = history.effects.filter(effect => effect.requestId === attempt.requestId);
    if (effects.length > 1) violations.push(`I1: ${attempt.id} was executed ${effects.length} times.`);
    for (const effect of effects) violations.push(...checkTransactionParts(attempt, effect));
  }
  const known = new Set([...history.attempts, ...history.jobs].map(({ requestId }) => requestId));
  if (history.effects.some(({ requestId }) => !known.has(requestId)))
    violations.push('I1: something was written without a request.');

  for (const record of listRecordLifetimes(history)) {
    const age = record.until - record.from;
    if (age < minRecordLifetimeMs)
      violations.push(`I1, I8: the response to ${record.attempt.id} was replaced after ${age / 1000} s.`);
  }
  return violations;
}

function checkTransactionParts(
  { id, idempotencyKey: key, tenant, request }: RequestAttempt,
  { changes }: CommittedTransaction,
): string[] {
  const violations: string[] = [];
  const records = changes.filter(({ table }) => table === 'idempotency');
  const others = changes.filter(({ table }) => table === 'connect');
  if (!isCommandEndpoint(request.endpoint)) violations.push(`I9: ${id} only reads, but something was written.`);
  if (records.length !== (key === undefined ? 0 : 1)) {
    violations.push(`I3: the transaction of ${id} contains ${records.length} records.`);
  }
  const status = Number(records[0]?.after.status ?? 200);
  // Metadata that the license already has changes nothing.
  const mayChangeNothing = status < 300 && request.endpoint.operation === 'updateLicense' && others.length === 0;
  if (!mayChangeNothing && status < 300 !== others.length > 0)
    violations.push(`I3: ${id} stored a ${status} with ${others.length} changes.`);
  if (changes.some(({ after }) => !String(after.pk).startsWith(`${tenant}#`))) {
    violations.push(`I5: ${id} changed an item of another tenant.`);
  }
  return violations;
}
