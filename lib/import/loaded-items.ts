import type { ReadRequest } from '../dynamodb/database.ts';
import { formatItemKey, type ItemAttributes, type ItemCollection, type ItemRef } from '../dynamodb/item.ts';
import type { ReadResult } from '../dynamodb/read-with-retries.ts';

/** What was read for a line. To ask for what was not read is a defect, never "absent". */
export interface LoadedItems {
  get<T>(ref: ItemRef<T>): T | undefined;
  /** Every item of a collection, with its attributes as they are stored. */
  getAll<T>(collection: ItemCollection<T>): { item: ItemAttributes; value: T }[];
}

/** @throws from its functions: CorruptItem for an item that does not parse */
export function createLoadedItems(request: ReadRequest, result: ReadResult): LoadedItems {
  const requestedKeys = new Set(request.items.map(formatItemKey));
  return {
    get(ref) {
      const itemKey = formatItemKey(ref);
      if (!requestedKeys.has(itemKey)) throw new Error(`${itemKey} was not read.`);
      const item = result.items.get(itemKey);
      return item && ref.parse(item);
    },
    getAll(collection) {
      const isSameCollection = ({ partitionKey: pk, sortKeyPrefix: prefix }: ItemCollection<unknown>) =>
        pk === collection.partitionKey && prefix === collection.sortKeyPrefix;
      const items = result.collections[request.collections.findIndex(isSameCollection)];
      if (!items) throw new Error(`${collection.partitionKey} ${collection.sortKeyPrefix}… was not read.`);
      return items.map(item => ({ item, value: collection.parse(item) }));
    },
  };
}
