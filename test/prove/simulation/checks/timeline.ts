import type { ItemAttributes } from '../../../../lib/dynamodb/item.ts';
import { type SimulationHistory, toItemKeyText } from '../simulation-history.ts';

/** State of an item from one change to the next. */
export interface ItemState {
  item: ItemAttributes;
  from: number;
  until: number;
}

/** Builds the states of every item of the table `connect`, by item key. */
export function buildTimeline({ stored, effects }: SimulationHistory): Map<string, ItemState[]> {
  const timeline = new Map<string, ItemState[]>();
  const addState = (item: ItemAttributes, from: number) => {
    const before = timeline.get(toItemKeyText(item)) ?? [];
    const last = before.at(-1);
    if (last) last.until = from;
    timeline.set(toItemKeyText(item), [...before, { item, from, until: Number.POSITIVE_INFINITY }]);
  };
  for (const item of stored) addState(item, Number.NEGATIVE_INFINITY);
  for (const { at, changes } of effects) {
    for (const { table, after } of changes) if (table === 'connect') addState(after, at);
  }
  return timeline;
}

/** Lists the states that an item had in a span. */
export const listItemsBetween = (states: ItemState[] | undefined, from: number, until: number): ItemAttributes[] =>
  (states ?? []).filter(state => state.from <= until && state.until >= from).map(({ item }) => item);

interface StoredDate {
  on: string;
  at: string;
  /** Set once the change was applied, so that a slow clock cannot undo it. */
  applied?: boolean;
}

export const getStartDate = ({ starts }: ItemAttributes): StoredDate | undefined => starts as StoredDate | undefined;
export const getEndDate = ({ ends }: ItemAttributes): StoredDate | undefined => ends as StoredDate | undefined;

/** @param now - epoch milliseconds */
export const isDueAt = (date: StoredDate | undefined, now: number): boolean =>
  date !== undefined && (date.applied === true || Date.parse(date.at) <= now);

interface StoredChange extends StoredDate {
  productOffering: { productOfferingId: string };
}

/** Returns the scheduled change of the offering, unless the item ends before it. */
export function getOfferingChange(item: ItemAttributes): StoredChange | undefined {
  const change = item.offeringChange as StoredChange | undefined;
  const end = getEndDate(item);
  return change && end && end.at <= change.at ? undefined : change;
}
