import type { ItemAttributes } from '../../../../lib/dynamodb/item.ts';
import { classifyAttempt, readOutcomeCode } from '../attempt-outcome.ts';
import type { RequestAttempt } from '../request-attempt.ts';
import type { CommittedTransaction, SimulationHistory } from '../simulation-history.ts';
import { matchesItem } from './lifecycle-view.ts';
import { matchesSubscription } from './subscription-state.ts';
import { buildTimeline, getEndDate, type ItemState, isDueAt, listItemsBetween } from './timeline.ts';

/** I10, I13: a response shows the state at some time during its attempt, according to the date of that time. */
export function checkShownState(history: SimulationHistory): string[] {
  const timeline = buildTimeline(history);
  return history.attempts.flatMap(attempt => {
    const outcome = classifyAttempt(attempt);
    if (!attempt.response || (outcome !== 'executed' && outcome !== 'read')) return [];
    const violation =
      attempt.response.status < 300 ? checkView(attempt, history, timeline) : checkRejection(attempt, timeline);
    return violation === undefined ? [] : [`${violation} (${attempt.id})`];
  });
}

function checkView(
  attempt: RequestAttempt,
  { effects }: SimulationHistory,
  timeline: Map<string, ItemState[]>,
): string | undefined {
  const { request, response, tenant, startedAt, endedAt, skewMs } = attempt;
  const shown = JSON.parse(response?.body ?? '');
  const span: [number, number] = [startedAt + skewMs, endedAt + skewMs];
  const own = effects.find(({ requestId }) => requestId === attempt.requestId);
  switch (request.endpoint.operation) {
    case 'createLicense':
    case 'cancelLicense': {
      const after = findChangedItem(own, 'license');
      if (!after || after.licenseId !== shown.licenseId) return 'I3: the response is about another license.';
      return matchesItem(shown, after, span) ? undefined : 'I10: the response does not match the change.';
    }
    case 'getLicense': {
      const states = listItemsBetween(timeline.get(`${tenant}#license#license license`), startedAt, endedAt);
      return states.some(item => matchesItem(shown, item, span))
        ? undefined
        : 'I13: a license in a state that never existed.';
    }
    default:
      // The response to a command shows the result of its own change.
      return matchesSubscription(shown, attempt, own?.at, timeline)
        ? undefined
        : 'I10: a subscription in a state that never existed.';
  }
}

const findChangedItem = (effect: CommittedTransaction | undefined, sk: string): ItemAttributes | undefined =>
  effect?.changes.find(({ after }) => after.sk === sk)?.after;

/** Checks that the stored state justified a business error at some time during the attempt. */
function checkRejection(
  { response, request, tenant, startedAt, endedAt, skewMs }: RequestAttempt,
  timeline: Map<string, ItemState[]>,
): string | undefined {
  const code = response ? readOutcomeCode(response) : '';
  if (code === request.expectedError) return undefined;
  const itemKey = {
    license_already_cancelled: `${tenant}#license#license license`,
    addon_already_cancelled: `${tenant}#subscription#subscription addon#${request.body?.includes('two') ? 'two' : 'one'}`,
  }[code];
  const states = itemKey === undefined ? [] : listItemsBetween(timeline.get(itemKey), startedAt, endedAt);
  if (states.some(item => isDueAt(getEndDate(item), endedAt + skewMs))) return undefined;
  return `I10: ${code}, which was never true.`;
}
