import type { ReadRequest } from '../dynamodb/database.ts';
import {
  formatItemKey,
  type IndexQuery,
  type ItemAttributes,
  type ItemCollection,
  type ItemRef,
} from '../dynamodb/item.ts';
import type { ReadResult } from '../dynamodb/read-with-retries.ts';
import type { ReadSpec, Reads, ReadValues } from './operation.ts';

const isCollection = (spec: ReadSpec): spec is ItemCollection<unknown> => 'sortKeyPrefix' in spec;
const isIndexQuery = (spec: ReadSpec): spec is IndexQuery => 'index' in spec;
const toRefs = (spec: ReadSpec): ItemRef<unknown>[] =>
  Array.isArray(spec) ? spec : 'primaryKey' in spec ? [spec] : [];

/** Everything that is wanted as one read. */
export function buildReadRequest(specs: (ReadSpec | undefined)[]): ReadRequest & { listings: IndexQuery[] } {
  const present = specs.filter(spec => spec !== undefined);
  return {
    items: present.flatMap(toRefs),
    collections: present.filter(isCollection),
    listings: present.filter(isIndexQuery),
  };
}

/** @throws CorruptItem */
export function findReadItem<T>({ items }: Pick<ReadResult, 'items'>, ref: ItemRef<T>): T | undefined {
  const item: ItemAttributes | undefined = items.get(formatItemKey(ref));
  return item && ref.parse(item);
}

/** What was found, by the names of what was needed. @throws CorruptItem */
export function collectReadValues(specs: Reads, result: ReadResult): ReadValues<Reads> {
  const { collections, listings } = buildReadRequest(Object.values(specs));
  const findValue = (spec: ReadSpec) => {
    if (Array.isArray(spec)) return spec.map(ref => findReadItem(result, ref)).filter(item => item !== undefined);
    if (isIndexQuery(spec)) return result.listings[listings.indexOf(spec)];
    if (isCollection(spec)) return result.collections[collections.indexOf(spec)]?.map(item => spec.parse(item));
    return findReadItem(result, spec);
  };
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec && findValue(spec)]));
}
