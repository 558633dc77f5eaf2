import type { ItemAttributes } from '../../../../lib/dynamodb/item.ts';
import { type SimulationHistory, toItemKeyText } from '../simulation-history.ts';

/** An item from one change of it to the next. */
export interface ItemState {
  item: ItemAttributes;
  from: number;
  until: number;
}

/** How every item of the table `connect` stood, by its place. */
export function buildTimeline({ stored, effects }: SimulationHistory): Map<string, ItemState[]> {
  const timeline = new Map<string, ItemState[]>();
  const stand = (item: ItemAttributes, from: number) => {
    const before = timeline.get(toItemKeyText(item)) ?? [];
    const last = before.at(-1);
    if (last) last.until = from;
    timeline.set(toItemKeyText(item), [...before, { item, from, until: Number.POSITIVE_INFINITY }]);
  };
  for (const item of stored) stand(item, Number.NEGATIVE_INFINITY);
  for (const { at, changes } of effects) {
    for (const { table, after } of changes) if (table === 'connect') stand(after, at);
  }
  return timeline;
}

/** As it stood at some moment between two. */
export const listItemsBetween = (stood: ItemState[] | undefined, from: number, until: number): ItemAttributes[] =>
  (stood ?? []).filter(one => one.from <= until && one.until >= from).map(({ item }) => item);

interface StoredDate {
  on: string;
  at: string;
  /** It is in force, whatever another clock says. */
  applied?: boolean;
}

export const getStartDate = ({ starts }: ItemAttributes): StoredDate | undefined => starts as StoredDate | undefined;
export const getEndDate = ({ ends }: ItemAttributes): StoredDate | undefined => ends as StoredDate | undefined;

/** @param now - epoch milliseconds */
export const isDueAt = (dated: StoredDate | undefined, now: number): boolean =>
  dated !== undefined && (dated.applied === true || Date.parse(dated.at) <= now);
