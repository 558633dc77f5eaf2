import type { ReadRequest } from '../store/database.ts';
import { type Collection, type Item, locate, type Ref } from '../store/item.ts';
import type { Needs, State } from './operation.ts';
import type { Found } from './read.ts';

type Wanted = Ref<unknown> | Collection<unknown> | undefined;

const isCollection = (want: Ref<unknown> | Collection<unknown>): want is Collection<unknown> => 'prefix' in want;
const isRef = (want: Ref<unknown> | Collection<unknown>): want is Ref<unknown> => !isCollection(want);

/** Everything that is wanted as one read. */
export function requestFor(wants: Wanted[]): ReadRequest {
  const present = wants.filter(want => want !== undefined);
  return { items: present.filter(isRef), collections: present.filter(isCollection) };
}

/** @throws CorruptItem */
export function itemIn<T>({ items }: Found, ref: Ref<T>): T | undefined {
  const item: Item | undefined = items.get(locate(ref));
  return item && ref.parse(item);
}

/** What was found, by the names of what was needed. @throws CorruptItem */
export function stateOf(needs: Needs, snapshot: Found): State<Needs> {
  const collections = Object.values(needs)
    .filter(want => want !== undefined)
    .filter(isCollection);
  return Object.fromEntries(
    Object.entries(needs).map(([name, want]) => {
      if (want === undefined) return [name, undefined];
      if (isRef(want)) return [name, itemIn(snapshot, want)];
      return [name, snapshot.collections[collections.indexOf(want)]?.map(item => want.parse(item))];
    }),
  );
}
