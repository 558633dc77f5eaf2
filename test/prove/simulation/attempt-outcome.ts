import { isCommandEndpoint } from '../../../lib/contract/endpoint.ts';
import type { RequestAttempt, SimulatedResponse } from './request-attempt.ts';

/** Meaning of a response for its client. */
export type ClientOutcome =
  /** The request was executed, or rejected because of the stored state. Stored if the request has an idempotency key. */
  | 'executed'
  | 'replayed'
  | 'mismatch'
  | 'locked'
  | 'unknown'
  /** The authentication, the body or a date was invalid. */
  | 'refused'
  /** Nothing was done, because of a fault on the server side. */
  | 'unavailable'
  | 'defect'
  /** A read returned data. */
  | 'read'
  | 'no response';

export const readOutcomeCode = ({ status, body }: SimulatedResponse): string =>
  status < 400 ? '' : JSON.parse(body).code;

export function classifyAttempt({ response, request }: RequestAttempt): ClientOutcome {
  if (!response) return 'no response';
  if (response.headers['Idempotent-Replayed'] === 'true') return 'replayed';
  const code = readOutcomeCode(response);
  if (code === 'idempotency_key_mismatch') return 'mismatch';
  if (code === 'idempotency_key_locked') return 'locked';
  if (code === 'outcome_unknown') return 'unknown';
  if (code === 'SERVICE_UNAVAILABLE') return 'unavailable';
  if (code === 'INTERNAL_ERROR') return 'defect';
  if (response.status < 400 || response.status === 404 || response.status === 409) {
    return isCommandEndpoint(request.endpoint) ? 'executed' : 'read';
  }
  return 'refused';
}
