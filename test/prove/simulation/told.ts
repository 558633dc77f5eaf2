import { isCommand } from '../../../lib/schemas/endpoint.ts';
import type { Attempt, Reply } from './attempt.ts';

/** What an answer says to a client. */
export type Told =
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

export const codeOf = ({ status, body }: Reply): string => (status < 400 ? '' : JSON.parse(body).code);

export function told({ reply, request }: Attempt): Told {
  if (!reply) return 'nothing';
  if (reply.headers['Idempotent-Replayed'] === 'true') return 'replayed';
  const code = codeOf(reply);
  if (code === 'idempotency_key_mismatch') return 'mismatch';
  if (code === 'idempotency_key_locked') return 'locked';
  if (code === 'outcome_unknown') return 'unknown';
  if (code === 'SERVICE_UNAVAILABLE') return 'unavailable';
  if (code === 'INTERNAL_ERROR') return 'defect';
  if (reply.status < 400 || reply.status === 404 || reply.status === 409) {
    return isCommand(request.endpoint) ? 'own' : 'shown';
  }
  return 'refused';
}
