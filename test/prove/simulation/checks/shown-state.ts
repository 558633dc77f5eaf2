import type { ItemAttributes } from '../../../../lib/dynamodb/item.ts';
import { classifyAttempt, readOutcomeCode } from '../attempt-outcome.ts';
import type { RequestAttempt } from '../request-attempt.ts';
import type { CommittedTransaction, SimulationHistory } from '../simulation-history.ts';
import { matchesItem } from './lifecycle-view.ts';
import { matchesSubscription } from './subscription-state.ts';
import { buildTimeline, getEndDate, type ItemState, isDueAt, listItemsBetween } from './timeline.ts';

/** I10, I13: what a client is shown or told of its change is how things stood while it asked, by the date of that moment. */
export function checkShownState(history: SimulationHistory): string[] {
  const timeline = buildTimeline(history);
  return history.attempts.flatMap(attempt => {
    const is = classifyAttempt(attempt);
    if (!attempt.response || (is !== 'own' && is !== 'shown')) return [];
    const wrong =
      attempt.response.status < 300 ? checkView(attempt, history, timeline) : checkRejection(attempt, timeline);
    return wrong === undefined ? [] : [`${wrong} (${attempt.id})`];
  });
}

function checkView(
  attempt: RequestAttempt,
  { effects }: SimulationHistory,
  timeline: Map<string, ItemState[]>,
): string | undefined {
  const { request, response: reply, tenant, startedAt, endedAt, skewMs } = attempt;
  const shown = JSON.parse(reply?.body ?? '');
  const span: [number, number] = [startedAt + skewMs, endedAt + skewMs];
  const own = effects.find(({ requestId }) => requestId === attempt.requestId);
  switch (request.endpoint.operation) {
    case 'createLicense':
    case 'cancelLicense': {
      const after = findChangedItem(own, 'license');
      if (!after || after.licenseId !== shown.licenseId) return 'I3: the answer is about something else.';
      return matchesItem(shown, after, span) ? undefined : 'I10: the answer is not what was done.';
    }
    case 'getLicense': {
      const states = listItemsBetween(timeline.get(`${tenant}#license#license license`), startedAt, endedAt);
      return states.some(item => matchesItem(shown, item, span)) ? undefined : 'I13: a license as it never was.';
    }
    default:
      // An answer to a command shows what its own change made, together with what was there.
      return matchesSubscription(shown, attempt, own?.at, timeline)
        ? undefined
        : 'I10: a subscription as it never was.';
  }
}

const findChangedItem = (effect: CommittedTransaction | undefined, sk: string): ItemAttributes | undefined =>
  effect?.changes.find(({ after }) => after.sk === sk)?.after;

/** What is ruled out by what is stored was ruled out while the attempt lasted. */
function checkRejection(
  { response: reply, request, tenant, startedAt, endedAt, skewMs }: RequestAttempt,
  timeline: Map<string, ItemState[]>,
): string | undefined {
  const code = reply ? readOutcomeCode(reply) : '';
  if (code === request.expectedError) return undefined;
  const place = {
    license_already_cancelled: `${tenant}#license#license license`,
    addon_already_cancelled: `${tenant}#subscription#subscription addon#${request.body?.includes('two') ? 'two' : 'one'}`,
  }[code];
  const states = place === undefined ? [] : listItemsBetween(timeline.get(place), startedAt, endedAt);
  if (states.some(item => isDueAt(getEndDate(item), endedAt + skewMs))) return undefined;
  return `I10: ${code}, which was never so.`;
}
