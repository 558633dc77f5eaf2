import type { Attempt } from '../attempt.ts';
import { endsOf, isDueAt, type Stood } from './timeline.ts';
import { agrees, type View } from './view.ts';

interface Addon extends View {
  productOffering: { productOfferingId: string };
}

/**
 * A subscription that was shown had all of its add-ons like that at one moment.
 *
 * @param own - the moment of the attempt's own change, if it made one
 */
export function showsSubscription(
  shown: { addons: Addon[] },
  { tenant, startedAt, endedAt, skewMs }: Attempt,
  own: number | undefined,
  timeline: Map<string, Stood[]>,
): boolean {
  const place = `${tenant}#subscription#subscription`;
  const span: [number, number] = [startedAt + skewMs, endedAt + skewMs];
  const moments = own === undefined ? momentsOf(timeline.get(`${place} subscription`), startedAt, endedAt) : [own];
  return moments.some(at =>
    ['one', 'two'].every(offering => {
      const addon = shown.addons.find(({ productOffering }) => productOffering.productOfferingId === offering);
      return isShown(addon, timeline.get(`${place} addon#${offering}`), at, span);
    }),
  );
}

/** One moment in each of the states that a subscription had meanwhile. */
const momentsOf = (head: Stood[] | undefined, from: number, until: number): number[] =>
  (head ?? []).filter(one => one.from <= until && one.until >= from).map(one => Math.max(one.from, from));

/** Those that have ended are not shown, but in the answer to what ended them. */
function isShown(addon: View | undefined, stood: Stood[] | undefined, at: number, span: [number, number]): boolean {
  const item = stood?.findLast(one => one.from <= at)?.item;
  if (!item) return addon === undefined;
  return addon ? agrees(addon, item, span) : isDueAt(endsOf(item), span[1]);
}
