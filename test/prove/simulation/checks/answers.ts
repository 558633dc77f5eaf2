import { isCommand } from '../../../../lib/schemas/endpoint.ts';
import type { Attempt, Reply } from '../attempt.ts';
import type { History } from '../history.ts';
import { codeOf, told } from '../told.ts';
import { freeAfterMs, isSameRequest, type Kept, keptForMs, keptIn, pkOf } from './records.ts';

const bytesOf = ({ status, headers, body }: Pick<Reply, 'status' | 'headers' | 'body'>): string => {
  const { 'Content-Type': type, Location } = headers;
  return JSON.stringify([status, type, Location, body]);
};

/** I2, I3, I4, I6, I9, I11: what each client was told is what the tables say, at some moment while it asked. */
export function checkAnswers(history: History): string[] {
  const kept = keptIn(history);
  return history.attempts.flatMap(attempt => {
    const wrong = attempt.reply ? answerOf(attempt, attempt.reply, history, kept) : undefined;
    return wrong === undefined ? [] : [`${wrong} (${attempt.id})`];
  });
}

function answerOf(attempt: Attempt, reply: Reply, history: History, kept: Kept[]): string | undefined {
  const effects = history.effects.filter(({ requestId }) => requestId === attempt.requestId);
  const under = attempt.key === undefined ? [] : kept.filter(({ pk }) => pk === pkOf(attempt));
  switch (told(attempt)) {
    case 'own': {
      if (attempt.key === undefined) {
        if (effects.length !== (reply.status < 300 ? 1 : 0))
          return `I3: ${reply.status}, and ${effects.length} effects.`;
        return effects.some(({ at }) => at > attempt.endedAt) ? 'I3: acknowledged before it was done.' : undefined;
      }
      const own = under.find(({ requestId }) => requestId === attempt.requestId);
      if (!own || own.from > attempt.endedAt) return 'I3: an answer that was not kept when it was given.';
      return bytesOf(own) === bytesOf(reply) ? undefined : 'I2: the answer is not the one that is kept.';
    }
    case 'replayed': {
      const shown = under.filter(record => mayBeSeen(record, attempt) && isSameRequest(record.by, attempt));
      if (shown.length === 0) return 'I11: a replay of what was not kept for this request then.';
      return shown.some(record => bytesOf(record) === bytesOf(reply)) ? undefined : 'I2: a replay of other bytes.';
    }
    case 'mismatch':
      return under.some(record => mayBeSeen(record, attempt) && !isSameRequest(record.by, attempt))
        ? undefined
        : 'I4: a mismatch, though no other request had the key.';
    case 'unknown':
      if (reply.status !== 503) return 'I6: an unknown outcome that is no 503.';
      return attempt.deeds.some(deed => deed.kind === 'commit' && deed.heard !== 'refused')
        ? undefined
        : 'I6: an unknown outcome, though nothing was sent whose fate is unknown.';
    default:
      if (effects.length > 0) return `I9: ${reply.status} ${codeOf(reply)}, but something was done or kept.`;
      return ruledOut(attempt, reply, under);
  }
}

/** Another answer than that of a record which was alive all the time. */
function ruledOut(attempt: Attempt, reply: Reply, under: Kept[]): string | undefined {
  const { request, startedAt, endedAt, sandbox } = attempt;
  const kind = told(attempt);
  const alive = under.some(({ from, until }) => from < startedAt && until > endedAt && endedAt < from + keptForMs);
  const mayBe = kind === 'unavailable' || kind === 'defect' || reply.status === 401;
  if (isCommand(request.endpoint) && alive && !mayBe) return `I2, I4: ${codeOf(reply)}, though an answer was kept.`;
  // A thawed sandbox may find that its signature is too old.
  return kind === 'defect' && !sandbox.frozen ? 'I9: a defect of ours.' : undefined;
}

/** It was under the key at some moment while the attempt lasted, and not too old to be. */
const mayBeSeen = ({ from, until }: Kept, { startedAt, endedAt }: Attempt): boolean =>
  from <= endedAt && until >= startedAt && startedAt <= from + freeAfterMs;
