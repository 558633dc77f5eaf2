import type { Item } from '../../../../lib/store/item.ts';
import type { Attempt } from '../attempt.ts';
import type { Effect, History } from '../history.ts';
import { codeOf, told } from '../told.ts';
import { showsSubscription } from './subscription.ts';
import { endsOf, isDueAt, type Stood, stoodBetween, timelineOf } from './timeline.ts';
import { agrees } from './view.ts';

/** I10, I13: what a client is shown or told of its change is how things stood while it asked, by the date of that moment. */
export function checkShown(history: History): string[] {
  const timeline = timelineOf(history);
  return history.attempts.flatMap(attempt => {
    const is = told(attempt);
    if (!attempt.reply || (is !== 'own' && is !== 'shown')) return [];
    const wrong = attempt.reply.status < 300 ? view(attempt, history, timeline) : no(attempt, timeline);
    return wrong === undefined ? [] : [`${wrong} (${attempt.id})`];
  });
}

function view(attempt: Attempt, { effects }: History, timeline: Map<string, Stood[]>): string | undefined {
  const { request, reply, tenant, startedAt, endedAt, skewMs } = attempt;
  const shown = JSON.parse(reply?.body ?? '');
  const span: [number, number] = [startedAt + skewMs, endedAt + skewMs];
  const own = effects.find(({ requestId }) => requestId === attempt.requestId);
  switch (request.endpoint.operation) {
    case 'createLicense':
    case 'cancelLicense': {
      const after = changed(own, 'license');
      if (!after || after.licenseId !== shown.licenseId) return 'I3: the answer is about something else.';
      return agrees(shown, after, span) ? undefined : 'I10: the answer is not what was done.';
    }
    case 'getLicense': {
      const states = stoodBetween(timeline.get(`${tenant}#license#license license`), startedAt, endedAt);
      return states.some(item => agrees(shown, item, span)) ? undefined : 'I13: a license as it never was.';
    }
    default:
      // An answer to a command shows what its own change made, together with what was there.
      return showsSubscription(shown, attempt, own?.at, timeline) ? undefined : 'I10: a subscription as it never was.';
  }
}

const changed = (effect: Effect | undefined, sk: string): Item | undefined =>
  effect?.changes.find(({ after }) => after.sk === sk)?.after;

/** What is ruled out by what is stored was ruled out while the attempt lasted. */
function no(
  { reply, request, tenant, startedAt, endedAt, skewMs }: Attempt,
  timeline: Map<string, Stood[]>,
): string | undefined {
  const code = reply ? codeOf(reply) : '';
  if (code === request.hopeless) return undefined;
  const place = {
    license_already_cancelled: `${tenant}#license#license license`,
    addon_already_cancelled: `${tenant}#subscription#subscription addon#${request.body?.includes('two') ? 'two' : 'one'}`,
  }[code];
  const states = place === undefined ? [] : stoodBetween(timeline.get(place), startedAt, endedAt);
  if (states.some(item => isDueAt(endsOf(item), endedAt + skewMs))) return undefined;
  return `I10: ${code}, which was never so.`;
}
