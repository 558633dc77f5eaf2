import type { ReadRequest } from '../dynamodb/database.ts';
import type { IndexQuery, ItemCollection, ItemRef } from '../dynamodb/item.ts';
import type { AggregateRef } from '../dynamodb/items/aggregate.ts';
import { parseAggregate } from '../dynamodb/read-aggregate.ts';
import { findReadCollection, findReadItem, type ReadResult } from '../dynamodb/read-with-retries.ts';
import type { ReadSpec, Reads, ReadValues } from './operation.ts';

const isCollection = (spec: ReadSpec): spec is ItemCollection<unknown> => 'partitionKey' in spec;
const isIndexQuery = (spec: ReadSpec): spec is IndexQuery => 'index' in spec;
const isAggregate = (spec: ReadSpec): spec is AggregateRef<unknown> => 'subscription' in spec;

function toRefs(spec: ReadSpec): ItemRef<unknown>[] {
  if (Array.isArray(spec)) return spec;
  if (isAggregate(spec)) return [spec.subscription];
  return 'primaryKey' in spec ? [spec] : [];
}

function toCollections(spec: ReadSpec): ItemCollection<unknown>[] {
  if (isAggregate(spec)) return [spec.addons];
  return isCollection(spec) ? [spec] : [];
}

export const pickAggregateRefs = (reads: Reads): AggregateRef<unknown>[] =>
  Object.values(reads).flatMap(spec => (spec && isAggregate(spec) ? [spec] : []));

/** Builds one read of everything that the specs request. */
export function buildReadRequest(specs: (ReadSpec | undefined)[]): ReadRequest & { listings: IndexQuery[] } {
  const present = specs.filter(spec => spec !== undefined);
  return {
    items: present.flatMap(toRefs),
    collections: present.flatMap(toCollections),
    listings: present.filter(isIndexQuery),
  };
}

/** Collects the values of the specs by name. @throws CorruptItemError */
export function collectReadValues(specs: Reads, result: ReadResult): ReadValues<Reads> {
  const { listings } = buildReadRequest(Object.values(specs));
  const findValue = (spec: ReadSpec) => {
    if (Array.isArray(spec)) return spec.map(ref => findReadItem(result, ref)).filter(item => item !== undefined);
    if (isIndexQuery(spec)) return result.listings[listings.indexOf(spec)];
    if (isCollection(spec)) return findReadCollection(result, spec);
    if (isAggregate(spec)) return parseAggregate(spec, result);
    return findReadItem(result, spec);
  };
  return Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, spec && findValue(spec)]));
}
