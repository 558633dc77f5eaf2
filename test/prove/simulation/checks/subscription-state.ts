import type { RequestAttempt } from '../request-attempt.ts';
import { type LifecycleView, matchesItem } from './lifecycle-view.ts';
import { getEndDate, type ItemState, isDueAt } from './timeline.ts';

interface ShownAddon extends LifecycleView {
  productOffering: { productOfferingId: string };
}

/**
 * Checks that all add-ons of a response had the shown state at the same time.
 *
 * @param ownChangeAt - the time of the attempt's own change, if there is one
 */
export function matchesSubscription(
  shown: { addons: ShownAddon[] },
  { tenant, startedAt, endedAt, skewMs }: RequestAttempt,
  ownChangeAt: number | undefined,
  timeline: Map<string, ItemState[]>,
): boolean {
  const pk = `${tenant}#subscription#subscription`;
  const span: [number, number] = [startedAt + skewMs, endedAt + skewMs];
  const times =
    ownChangeAt === undefined ? listStateTimes(timeline.get(`${pk} subscription`), startedAt, endedAt) : [ownChangeAt];
  return times.some(at =>
    ['one', 'two'].every(offering => {
      const addon = shown.addons.find(({ productOffering }) => productOffering.productOfferingId === offering);
      return matchesAddon(addon, timeline.get(`${pk} addon#${offering}`), at, span);
    }),
  );
}

/** Lists one time in each of the states that a subscription had in a span. */
const listStateTimes = (states: ItemState[] | undefined, from: number, until: number): number[] =>
  (states ?? []).filter(state => state.from <= until && state.until >= from).map(state => Math.max(state.from, from));

/** Checks one add-on. An ended add-on is shown only in the response to the request that ended it. */
function matchesAddon(
  addon: LifecycleView | undefined,
  states: ItemState[] | undefined,
  at: number,
  span: [number, number],
): boolean {
  const item = states?.findLast(state => state.from <= at)?.item;
  if (!item) return addon === undefined;
  return addon ? matchesItem(addon, item, span) : isDueAt(getEndDate(item), span[1]);
}
