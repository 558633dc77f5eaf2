import type { ReadRequest } from '../store/database.ts';
import { type Collection, type Item, type Listing, locate, type Ref } from '../store/item.ts';
import type { Needs, State, Want } from './operation.ts';
import type { Found } from './read.ts';

const isCollection = (want: Want): want is Collection<unknown> => 'prefix' in want;
const isListing = (want: Want): want is Listing => 'index' in want;
const refsOf = (want: Want): Ref<unknown>[] => (Array.isArray(want) ? want : 'key' in want ? [want] : []);

/** Everything that is wanted as one read. */
export function requestFor(wants: (Want | undefined)[]): ReadRequest & { listings: Listing[] } {
  const present = wants.filter(want => want !== undefined);
  return {
    items: present.flatMap(refsOf),
    collections: present.filter(isCollection),
    listings: present.filter(isListing),
  };
}

/** @throws CorruptItem */
export function itemIn<T>({ items }: Pick<Found, 'items'>, ref: Ref<T>): T | undefined {
  const item: Item | undefined = items.get(locate(ref));
  return item && ref.parse(item);
}

/** What was found, by the names of what was needed. @throws CorruptItem */
export function stateOf(needs: Needs, snapshot: Found): State<Needs> {
  const { collections, listings } = requestFor(Object.values(needs));
  const found = (want: Want) => {
    if (Array.isArray(want)) return want.map(ref => itemIn(snapshot, ref)).filter(item => item !== undefined);
    if (isListing(want)) return snapshot.listings[listings.indexOf(want)];
    if (isCollection(want)) return snapshot.collections[collections.indexOf(want)]?.map(item => want.parse(item));
    return itemIn(snapshot, want);
  };
  return Object.fromEntries(Object.entries(needs).map(([name, want]) => [name, want && found(want)]));
}
