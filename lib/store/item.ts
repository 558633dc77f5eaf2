import type * as z from 'zod';
import type { IndexName, TableName } from '../schemas/endpoint.ts';
import { detailsOf } from '../schemas/problem.ts';
import { tableDefinitions } from './table.ts';

/** An item as plain values. */
export type Item = Record<string, unknown>;

/** Where one item is. */
export interface Location {
  table: TableName;
  key: Record<string, string>;
}

/** One item to read and how to understand it. */
export interface Ref<T> extends Location {
  parse(item: Item): T;
}

/** All items of one partition whose sort key begins with a prefix, and how to understand them. */
export interface Collection<T> {
  table: TableName;
  pk: string;
  prefix: string;
  parse(item: Item): T;
}

/** A page of an index of the `connect` table. Indexes lag behind: what stands there says where to look, and no more. */
export interface Listing {
  index: IndexName;
  /** Of its partition key. */
  value: string;
  order: 'newest' | 'oldest';
  /** Nothing beyond this value of its sort key. */
  until?: string | undefined;
  /** The key behind which the page begins: the `next` of the page before. */
  after?: Item | undefined;
  limit: number;
}

/** The keys of a page, and where the next one begins if there may be one. */
export interface Page {
  keys: Item[];
  next?: Item | undefined;
}

export const locate = ({ table, key }: Location): string => `${table} ${Object.values(key).join(' ')}`;

/** A stored item that is not what it must be: a defect, never a guess. The message carries its key. */
export class CorruptItem extends Error {
  override name = 'CorruptItem';
}

/** Understands items by a schema. What it returns throws {@link CorruptItem}. */
export function parserOf<T>(schema: z.ZodType<T>, table: TableName): (item: Item) => T {
  return item => {
    const parsed = schema.safeParse(item);
    if (parsed.success) return parsed.data;
    const faults = detailsOf(parsed.error, item)
      .map(({ property, message }) => `${property} ${message}`)
      .join('; ');
    throw new CorruptItem(`The item ${JSON.stringify(keyOf(table, item))} of table ${table} does not parse: ${faults}`);
  };
}

/** The key of an item, in the order partition key, sort key. */
export function keyOf(table: TableName, item: Item): Record<string, string> {
  const { partitionKey, sortKey } = tableDefinitions[table];
  const names = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  return Object.fromEntries(names.map(name => [name, String(item[name])]));
}
