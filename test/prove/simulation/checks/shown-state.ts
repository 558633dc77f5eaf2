import type { ItemAttributes } from '../../../../lib/dynamodb/item.ts';
import { classifyAttempt, readOutcomeCode } from '../attempt-outcome.ts';
import type { RequestAttempt } from '../request-attempt.ts';
import type { CommittedTransaction, SimulationHistory } from '../simulation-history.ts';
import { matchesItem } from './lifecycle-view.ts';
import { isRejectionJustified } from './rejections.ts';
import { matchesSubscription } from './subscription-state.ts';
import { buildTimeline, type ItemState, listItemsBetween } from './timeline.ts';

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
    case 'cancelLicense':
    case 'undoLicenseCancellation':
    case 'changeLicenseOffering':
    case 'undoOfferingChange': {
      const after = findChangedItem(own, 'license');
      if (!after || after.licenseId !== shown.licenseId) return 'I3: the response is about another license.';
      return matchesItem(shown, after, span) ? undefined : 'I10: the response does not match the change.';
    }
    case 'updateLicense':
    case 'getLicense': {
      const changed = findChangedItem(own, 'license');
      const stored = listItemsBetween(timeline.get(`${tenant}#license#license license`), startedAt, endedAt);
      return (changed ? [changed] : stored).some(item => matchesItem(shown, item, span))
        ? undefined
        : 'I13: a license in a state that never existed.';
    }
    case 'addAddon': {
      const added = own?.changes.find(({ after }) => after.subscriptionAddonId === shown.subscriptionAddonId)?.after;
      return added && matchesItem(shown, added, span) ? undefined : 'I3: the response is about another add-on.';
    }
    case 'createOrder':
    case 'submitOrder':
    case 'cancelOrder': {
      const order = findChangedItem(own, 'order');
      return order?.orderId === shown.orderId && order?.state === shown.state
        ? undefined
        : 'I3: the response is about another order.';
    }
    case 'getOrder': {
      const states = listItemsBetween(timeline.get(`${tenant}#order#order order`), startedAt, endedAt);
      return states.some(({ state }) => state === shown.state)
        ? undefined
        : 'I15: an order in a state that it never had.';
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

function checkRejection(attempt: RequestAttempt, timeline: Map<string, ItemState[]>): string | undefined {
  if (isRejectionJustified(attempt, timeline)) return undefined;
  return `I10: ${attempt.response && readOutcomeCode(attempt.response)}, which was never true.`;
}
