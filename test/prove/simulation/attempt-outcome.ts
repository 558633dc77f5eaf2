import { isCommandEndpoint } from '../../../lib/contract/endpoint.ts';
import type { RequestAttempt, SimulatedResponse } from './request-attempt.ts';

/** What an answer says to a client. */
export type ClientOutcome =
  /** Done, or ruled out by what is stored: kept under a key. */
  | 'own'
  | 'replayed'
  | 'mismatch'
  | 'locked'
  | 'unknown'
  /** Who, what or when was not right. */
  | 'refused'
  /** Nothing was done, for reasons of ours. */
  | 'unavailable'
  | 'defect'
  /** Of a read. */
  | 'shown'
  | 'nothing';

export const readOutcomeCode = ({ status, body }: SimulatedResponse): string =>
  status < 400 ? '' : JSON.parse(body).code;

export function classifyAttempt({ response: reply, request }: RequestAttempt): ClientOutcome {
  if (!reply) return 'nothing';
  if (reply.headers['Idempotent-Replayed'] === 'true') return 'replayed';
  const code = readOutcomeCode(reply);
  if (code === 'idempotency_key_mismatch') return 'mismatch';
  if (code === 'idempotency_key_locked') return 'locked';
  if (code === 'outcome_unknown') return 'unknown';
  if (code === 'SERVICE_UNAVAILABLE') return 'unavailable';
  if (code === 'INTERNAL_ERROR') return 'defect';
  if (reply.status < 400 || reply.status === 404 || reply.status === 409) {
    return isCommandEndpoint(request.endpoint) ? 'own' : 'shown';
  }
  return 'refused';
}
