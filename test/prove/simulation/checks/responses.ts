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

/** I2, I3, I4, I6, I9, I11: what each client was told is what the tables say, at some moment while it asked. */
export function checkResponses(history: SimulationHistory): string[] {
  const kept = listRecordLifetimes(history);
  return history.attempts.flatMap(attempt => {
    const wrong = attempt.response ? checkResponse(attempt, attempt.response, history, kept) : undefined;
    return wrong === undefined ? [] : [`${wrong} (${attempt.id})`];
  });
}

function checkResponse(
  attempt: RequestAttempt,
  reply: SimulatedResponse,
  history: SimulationHistory,
  kept: RecordLifetime[],
): string | undefined {
  const effects = history.effects.filter(({ requestId }) => requestId === attempt.requestId);
  const under = attempt.key === undefined ? [] : kept.filter(({ pk }) => pk === toRecordPk(attempt));
  switch (classifyAttempt(attempt)) {
    case 'own': {
      if (attempt.key === undefined) {
        if (effects.length !== (reply.status < 300 ? 1 : 0))
          return `I3: ${reply.status}, and ${effects.length} effects.`;
        return effects.some(({ at }) => at > attempt.endedAt) ? 'I3: acknowledged before it was done.' : undefined;
      }
      const own = under.find(({ requestId }) => requestId === attempt.requestId);
      if (!own || own.from > attempt.endedAt) return 'I3: an answer that was not kept when it was given.';
      return toComparableText(own) === toComparableText(reply)
        ? undefined
        : 'I2: the answer is not the one that is kept.';
    }
    case 'replayed': {
      const shown = under.filter(
        record => isVisibleDuring(record, attempt) && isSameSimulatedRequest(record.attempt, attempt),
      );
      if (shown.length === 0) return 'I11: a replay of what was not kept for this request then.';
      return shown.some(record => toComparableText(record) === toComparableText(reply))
        ? undefined
        : 'I2: a replay of other bytes.';
    }
    case 'mismatch':
      return under.some(record => isVisibleDuring(record, attempt) && !isSameSimulatedRequest(record.attempt, attempt))
        ? undefined
        : 'I4: a mismatch, though no other request had the key.';
    case 'unknown':
      if (reply.status !== 503) return 'I6: an unknown outcome that is no 503.';
      return attempt.actions.some(deed => deed.kind === 'commit' && deed.heard !== 'refused')
        ? undefined
        : 'I6: an unknown outcome, though nothing was sent whose fate is unknown.';
    default:
      if (effects.length > 0) return `I9: ${reply.status} ${readOutcomeCode(reply)}, but something was done or kept.`;
      return checkUnstoredResponse(attempt, reply, under);
  }
}

/** Another answer than that of a record which was alive all the time. */
function checkUnstoredResponse(
  attempt: RequestAttempt,
  reply: SimulatedResponse,
  under: RecordLifetime[],
): string | undefined {
  const { request, startedAt, endedAt, environment: sandbox } = attempt;
  const kind = classifyAttempt(attempt);
  const alive = under.some(
    ({ from, until }) => from < startedAt && until > endedAt && endedAt < from + minRecordLifetimeMs,
  );
  const mayBe = kind === 'unavailable' || kind === 'defect' || reply.status === 401;
  if (isCommandEndpoint(request.endpoint) && alive && !mayBe)
    return `I2, I4: ${readOutcomeCode(reply)}, though an answer was kept.`;
  // A thawed sandbox may find that its signature is too old.
  return kind === 'defect' && !sandbox.frozen ? 'I9: a defect of ours.' : undefined;
}

/** It was under the key at some moment while the attempt lasted, and not too old to be. */
const isVisibleDuring = ({ from, until }: RecordLifetime, { startedAt, endedAt }: RequestAttempt): boolean =>
  from <= endedAt && until >= startedAt && startedAt <= from + maxRecordLifetimeMs;
