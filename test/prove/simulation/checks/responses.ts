import { isCommandEndpoint } from '../../../../lib/contract/endpoint.ts';
import { classifyAttempt, readOutcomeCode } from '../attempt-outcome.ts';
import type { RequestAttempt, SimulatedResponse } from '../request-attempt.ts';
import type { SimulationHistory } from '../simulation-history.ts';
import {
  isSameSimulatedRequest,
  listRecordLifetimes,
  maxRecordLifetimeMs,
  minRecordLifetimeMs,
  type RecordLifetime,
  toRecordPk,
} from './stored-records.ts';

const toComparableText = ({
  status,
  headers,
  body,
}: Pick<SimulatedResponse, 'status' | 'headers' | 'body'>): string => {
  const { 'Content-Type': type, Location } = headers;
  return JSON.stringify([status, type, Location, body]);
};

/** I2, I3, I4, I6, I9, I11: each response matches the tables at some time during its attempt. */
export function checkResponses(history: SimulationHistory): string[] {
  const lifetimes = listRecordLifetimes(history);
  return history.attempts.flatMap(attempt => {
    const violation = attempt.response ? checkResponse(attempt, attempt.response, history, lifetimes) : undefined;
    return violation === undefined ? [] : [`${violation} (${attempt.id})`];
  });
}

function checkResponse(
  attempt: RequestAttempt,
  response: SimulatedResponse,
  history: SimulationHistory,
  lifetimes: RecordLifetime[],
): string | undefined {
  const effects = history.effects.filter(({ requestId }) => requestId === attempt.requestId);
  const underKey = attempt.idempotencyKey === undefined ? [] : lifetimes.filter(({ pk }) => pk === toRecordPk(attempt));
  switch (classifyAttempt(attempt)) {
    case 'executed': {
      if (attempt.idempotencyKey === undefined) {
        const mayChangeNothing = attempt.request.endpoint.operation === 'updateLicense' && effects.length === 0;
        if (!mayChangeNothing && effects.length !== (response.status < 300 ? 1 : 0))
          return `I3: ${response.status}, and ${effects.length} effects.`;
        return effects.some(({ at }) => at > attempt.endedAt)
          ? 'I3: an effect was acknowledged before it happened.'
          : undefined;
      }
      const own = underKey.find(({ requestId }) => requestId === attempt.requestId);
      if (!own || own.from > attempt.endedAt) return 'I3: a response was sent before it was stored.';
      return toComparableText(own) === toComparableText(response)
        ? undefined
        : 'I2: the response differs from the stored one.';
    }
    case 'replayed': {
      const visible = underKey.filter(
        record => isVisibleDuring(record, attempt) && isSameSimulatedRequest(record.attempt, attempt),
      );
      if (visible.length === 0) return 'I11: a replay of a response that was not stored for this request at that time.';
      return visible.some(record => toComparableText(record) === toComparableText(response))
        ? undefined
        : 'I2: a replay with different bytes.';
    }
    case 'mismatch':
      return underKey.some(
        record => isVisibleDuring(record, attempt) && !isSameSimulatedRequest(record.attempt, attempt),
      )
        ? undefined
        : 'I4: a mismatch although no other request had used the idempotency key.';
    case 'unknown':
      if (response.status !== 503) return 'I6: an unknown outcome without a 503.';
      return attempt.actions.some(action => action.kind === 'commit' && action.outcome !== 'refused')
        ? undefined
        : 'I6: an unknown outcome although no sent transaction has an unknown outcome.';
    default:
      if (effects.length > 0) return `I9: ${response.status} ${readOutcomeCode(response)}, but something was written.`;
      return checkUnstoredResponse(attempt, response, underKey);
  }
}

/** Checks a response that was not stored. It is wrong if a record was live during the whole attempt. */
function checkUnstoredResponse(
  attempt: RequestAttempt,
  response: SimulatedResponse,
  underKey: RecordLifetime[],
): string | undefined {
  const { request, startedAt, endedAt, environment } = attempt;
  const kind = classifyAttempt(attempt);
  const hasLiveRecord = underKey.some(
    ({ from, until }) => from < startedAt && until > endedAt && endedAt < from + minRecordLifetimeMs,
  );
  const isAllowed = kind === 'unavailable' || kind === 'defect' || response.status === 401;
  if (isCommandEndpoint(request.endpoint) && hasLiveRecord && !isAllowed)
    return `I2, I4: ${readOutcomeCode(response)}although a response was stored.`;
  // After a freeze, the signature can be too old.
  return kind === 'defect' && !environment.frozen ? 'I9: an internal error.' : undefined;
}

/** Checks that a record existed at some time during an attempt and could still be live. */
const isVisibleDuring = ({ from, until }: RecordLifetime, { startedAt, endedAt }: RequestAttempt): boolean =>
  from <= endedAt && until >= startedAt && startedAt <= from + maxRecordLifetimeMs;
