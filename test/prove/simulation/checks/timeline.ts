import type { Item } from '../../../../lib/store/item.ts';
import { type History, placeOf } from '../history.ts';

/** An item from one change of it to the next. */
export interface Stood {
  item: Item;
  from: number;
  until: number;
}

/** How every item of the table `connect` stood, by its place. */
export function timelineOf({ stored, effects }: History): Map<string, Stood[]> {
  const timeline = new Map<string, Stood[]>();
  const stand = (item: Item, from: number) => {
    const before = timeline.get(placeOf(item)) ?? [];
    const last = before.at(-1);
    if (last) last.until = from;
    timeline.set(placeOf(item), [...before, { item, from, until: Number.POSITIVE_INFINITY }]);
  };
  for (const item of stored) stand(item, Number.NEGATIVE_INFINITY);
  for (const { at, changes } of effects) {
    for (const { table, after } of changes) if (table === 'connect') stand(after, at);
  }
  return timeline;
}

/** As it stood at some moment between two. */
export const stoodBetween = (stood: Stood[] | undefined, from: number, until: number): Item[] =>
  (stood ?? []).filter(one => one.from <= until && one.until >= from).map(({ item }) => item);

interface Dated {
  on: string;
  at: string;
  /** It is in force, whatever another clock says. */
  inForce?: boolean;
}

export const startsOf = ({ starts }: Item): Dated | undefined => starts as Dated | undefined;
export const endsOf = ({ ends }: Item): Dated | undefined => ends as Dated | undefined;

/** @param now - epoch milliseconds */
export const isDueAt = (dated: Dated | undefined, now: number): boolean =>
  dated !== undefined && (dated.inForce === true || Date.parse(dated.at) <= now);
