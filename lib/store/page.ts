import { invalid, type Refusal } from '../domain/outcome.ts';
import type { Item } from './item.ts';
import { cursorBehind, isLost, type Looked, limitOf, type Walk } from './walk.ts';

/** With less than this of items, the answer is below what a read may answer with. */
const maxItemBytes = 3_900_000;

/** As an answer has it. */
interface ListPage<T> {
  items: T[];
  pagination: { nextCursor: string | null };
}

/**
 * A page of a list: what belongs to it of the keys that were looked at, until it is full. It is the last one only where there is
 * nothing more to look at.
 *
 * @param view - the item of a key as the answer shows it; undefined if it is not there or does not pass the filters
 */
export function pageOf<T extends object>(
  walk: Walk,
  { keys, more }: Looked,
  view: (key: Item) => T | undefined,
): ListPage<T> | Refusal {
  if (isLost(walk)) return lostCursor;
  const items: T[] = [];
  let bytes = 0;
  let last: Item | undefined;
  for (const key of keys) {
    const item = view(key);
    if (item) {
      bytes += Buffer.byteLength(JSON.stringify(item)) + 1;
      const isFull = items.length === limitOf(walk) || (items.length > 0 && bytes > maxItemBytes);
      if (isFull) return page(items, walk, last);
      items.push(item);
    }
    last = key;
  }
  return page(items, walk, more ? last : undefined);
}

const page = <T>(items: T[], walk: Walk, last: Item | undefined): ListPage<T> => ({
  items,
  pagination: { nextCursor: last ? cursorBehind(walk, last) : null },
});

const lostCursor = invalid(
  'cursor',
  'is no cursor of this list',
  'Send the nextCursor of the page before as it came and with the same filters, or begin again without a cursor.',
);

/** True for any of the values, and where there is no filter. */
export const passes = <T extends string>(value: T, filter: readonly T[] | undefined): boolean =>
  filter === undefined || filter.includes(value);
