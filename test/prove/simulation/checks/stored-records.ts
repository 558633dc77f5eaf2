import { isCommandEndpoint } from '../../../../lib/contract/endpoint.ts';
import type { RequestAttempt } from '../request-attempt.ts';
import type { CommittedTransaction, SimulationHistory } from '../simulation-history.ts';

/** An answer that was kept, from its commit to that of the next one under its key. */
export interface RecordLifetime {
  /** Its place in the table. */
  pk: string;
  requestId: string;
  /** Whose request it answers. */
  attempt: RequestAttempt;
  from: number;
  until: number;
  status: number;
  headers: Record<string, string>;
  body: string;
}

export const toRecordPk = ({ tenant, key }: RequestAttempt): string => `${tenant}#${key}`;

/** What the tables say was kept, in the order of the commits. */
export function listRecordLifetimes({ effects, attempts }: SimulationHistory): RecordLifetime[] {
  const kept: RecordLifetime[] = [];
  for (const { at, requestId, changes } of effects) {
    for (const { table, after } of changes) {
      const by = attempts.find(attempt => attempt.requestId === requestId);
      if (table !== 'idempotency' || !by) continue;
      const { pk, status, headers, body } = after as unknown as RecordLifetime;
      const before = kept.findLast(record => record.pk === pk);
      if (before) before.until = at;
      kept.push({ pk, requestId, attempt: by, from: at, until: Number.POSITIVE_INFINITY, status, headers, body });
    }
  }
  return kept;
}

const hourLengthMs = 3_600_000;
/** Kept for a day at least, and free after a day and an hour at most. */
export const minRecordLifetimeMs = 24 * hourLengthMs;
export const maxRecordLifetimeMs = 25 * hourLengthMs;

export const isSameSimulatedRequest = (one: RequestAttempt, other: RequestAttempt): boolean =>
  one.request === other.request;

/** I1, I3, I8: a record lives a day; with it comes what it says was done, in one transaction, once per request. */
export function checkEffects(history: SimulationHistory): string[] {
  const wrong: string[] = [];
  for (const attempt of history.attempts) {
    const effects = history.effects.filter(effect => effect.requestId === attempt.requestId);
    if (effects.length > 1) wrong.push(`I1: ${attempt.id} was carried out ${effects.length} times.`);
    for (const effect of effects) wrong.push(...checkTransactionParts(attempt, effect));
  }
  const known = new Set([...history.attempts, ...history.jobs].map(({ requestId }) => requestId));
  if (history.effects.some(({ requestId }) => !known.has(requestId)))
    wrong.push('I1: something was done for no request.');

  const kept = listRecordLifetimes(history);
  for (const record of kept) {
    const age = record.until - record.from;
    if (age < minRecordLifetimeMs)
      wrong.push(`I1, I8: the answer to ${record.attempt.id} was replaced after ${age / 1000} s.`);
  }
  return wrong;
}

function checkTransactionParts(
  { id, key, tenant, request }: RequestAttempt,
  { changes }: CommittedTransaction,
): string[] {
  const wrong: string[] = [];
  const records = changes.filter(({ table }) => table === 'idempotency');
  const others = changes.filter(({ table }) => table === 'connect');
  if (!isCommandEndpoint(request.endpoint)) wrong.push(`I9: ${id} only reads, but something was written.`);
  if (records.length !== (key === undefined ? 0 : 1)) {
    wrong.push(`I3: what ${id} did was written with ${records.length} records.`);
  }
  const status = Number(records[0]?.after.status ?? 200);
  if (status < 300 !== others.length > 0) wrong.push(`I3: ${id} kept a ${status} with ${others.length} changes.`);
  if (changes.some(({ after }) => !String(after.pk).startsWith(`${tenant}#`))) {
    wrong.push(`I5: ${id} changed something of another tenant.`);
  }
  return wrong;
}
