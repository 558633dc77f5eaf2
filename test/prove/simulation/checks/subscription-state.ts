import type { RequestAttempt } from '../request-attempt.ts';
import { type LifecycleView, matchesItem } from './lifecycle-view.ts';
import { getEndDate, type ItemState, isDueAt } from './timeline.ts';

interface ShownAddon extends LifecycleView {
  productOffering: { productOfferingId: string };
}

/**
 * A subscription that was shown had all of its add-ons like that at one moment.
 *
 * @param own - the moment of the attempt's own change, if it made one
 */
export function matchesSubscription(
  shown: { addons: ShownAddon[] },
  { tenant, startedAt, endedAt, skewMs }: RequestAttempt,
  own: number | undefined,
  timeline: Map<string, ItemState[]>,
): boolean {
  const place = `${tenant}#subscription#subscription`;
  const span: [number, number] = [startedAt + skewMs, endedAt + skewMs];
  const moments = own === undefined ? listMoments(timeline.get(`${place} subscription`), startedAt, endedAt) : [own];
  return moments.some(at =>
    ['one', 'two'].every(offering => {
      const addon = shown.addons.find(({ productOffering }) => productOffering.productOfferingId === offering);
      return matchesAddon(addon, timeline.get(`${place} addon#${offering}`), at, span);
    }),
  );
}

/** One moment in each of the states that a subscription had meanwhile. */
const listMoments = (head: ItemState[] | undefined, from: number, until: number): number[] =>
  (head ?? []).filter(one => one.from <= until && one.until >= from).map(one => Math.max(one.from, from));

/** Those that have ended are not shown, but in the answer to what ended them. */
function matchesAddon(
  addon: LifecycleView | undefined,
  stood: ItemState[] | undefined,
  at: number,
  span: [number, number],
): boolean {
  const item = stood?.findLast(one => one.from <= at)?.item;
  if (!item) return addon === undefined;
  return addon ? matchesItem(addon, item, span) : isDueAt(getEndDate(item), span[1]);
}
