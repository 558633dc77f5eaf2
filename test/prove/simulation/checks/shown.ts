import { isDeepStrictEqual } from 'node:util';
import type { Item } from '../../../../lib/store/item.ts';
import type { Attempt } from '../attempt.ts';
import type { Effect, History } from '../history.ts';
import { codeOf, told } from '../told.ts';
import { endsOf, isDueAt, type Stood, startsOf, stoodBetween, timelineOf } from './timeline.ts';

/** What a client sees of something with a beginning and an end. */
interface View {
  status: string;
  cancelledAt?: string;
  scheduledChanges: { status: string; scheduledAt: string }[];
  metadata?: object;
}

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
    default: {
      // An answer to a command shows what its own change made, together with what was there.
      const addons: Record<string, View & { productOffering: { productOfferingId: string } }> = Object.fromEntries(
        shown.addons.map((addon: { productOffering: { productOfferingId: string } }) => [
          addon.productOffering.productOfferingId,
          addon,
        ]),
      );
      const moments = own ? [own.at] : momentsOf(tenant, timeline, startedAt, endedAt);
      const fits = (at: number) =>
        ['one', 'two'].every(offering => isShown(addons[offering], offering, tenant, at, timeline, span));
      return moments.some(fits) ? undefined : 'I10: a subscription as it never was.';
    }
  }
}

/** One moment in each of the states that a subscription had meanwhile. */
function momentsOf(tenant: string, timeline: Map<string, Stood[]>, from: number, until: number): number[] {
  const head = timeline.get(`${tenant}#subscription#subscription subscription`) ?? [];
  return head.filter(one => one.from <= until && one.until >= from).map(one => Math.max(one.from, from));
}

/** Those that have ended are not shown, but in the answer to what ended them. */
function isShown(
  addon: View | undefined,
  offering: string,
  tenant: string,
  at: number,
  timeline: Map<string, Stood[]>,
  span: [number, number],
): boolean {
  const stood = timeline.get(`${tenant}#subscription#subscription addon#${offering}`) ?? [];
  const item = stood.findLast(one => one.from <= at)?.item;
  if (!item) return addon === undefined;
  return addon ? agrees(addon, item, span) : isDueAt(endsOf(item), span[1]);
}

const changed = (effect: Effect | undefined, sk: string): Item | undefined =>
  effect?.changes.find(({ after }) => after.sk === sk)?.after;

/** A view of an item, at some moment of a span by the clock of the sandbox. */
function agrees(shown: View, item: Item, [from, until]: [number, number]): boolean {
  const metadata = item.metadata === undefined ? undefined : JSON.parse(String(item.metadata));
  if (!isDeepStrictEqual(shown.metadata, metadata)) return false;
  const [starts, ends] = [startsOf(item), endsOf(item)];
  if (shown.status === 'CANCELLED') return isDueAt(ends, until) && shown.cancelledAt === ends?.at;
  if (isDueAt(ends, from)) return false;
  if (shown.status === 'PENDING' ? isDueAt(starts, from) : !isDueAt(starts, until)) return false;
  const announced = shown.scheduledChanges.find(({ status }) => status === 'CANCELLED')?.scheduledAt;
  return announced === ends?.on;
}

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
