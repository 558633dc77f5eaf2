import type { Found } from '../command/read.ts';
import type { ReadRequest } from '../store/database.ts';
import { type Collection, type Item, locate, type Ref } from '../store/item.ts';

/** What was read for a line. To ask for what was not read is a defect, never "absent". */
export interface Known {
  get<T>(ref: Ref<T>): T | undefined;
  /** Every item of a collection, with its attributes as they are stored. */
  all<T>(collection: Collection<T>): { item: Item; value: T }[];
}

/** @throws from its functions: CorruptItem for an item that does not parse */
export function knownFrom(request: ReadRequest, found: Found): Known {
  const asked = new Set(request.items.map(locate));
  return {
    get(ref) {
      const at = locate(ref);
      if (!asked.has(at)) throw new Error(`${at} was not read.`);
      const item = found.items.get(at);
      return item && ref.parse(item);
    },
    all(collection) {
      const wanted = ({ pk, prefix }: Collection<unknown>) => pk === collection.pk && prefix === collection.prefix;
      const items = found.collections[request.collections.findIndex(wanted)];
      if (!items) throw new Error(`${collection.pk} ${collection.prefix}… was not read.`);
      return items.map(item => ({ item, value: collection.parse(item) }));
    },
  };
}
