import type * as z from 'zod';
import type { IndexName, TableName } from '../contract/endpoint.ts';
import { toErrorDetails } from '../contract/validation-errors.ts';
import { tableDefinitions } from './tables.ts';

/** An item as plain values. */
export type ItemAttributes = Record<string, unknown>;

/** Where one item is. */
export interface ItemKey {
  table: TableName;
  primaryKey: Record<string, string>;
}

/** One item to read and how to understand it. */
export interface ItemRef<T> extends ItemKey {
  parse(item: ItemAttributes): T;
}

/** All items of one partition whose sort key begins with a prefix, and how to understand them. */
export interface ItemCollection<T> {
  table: TableName;
  partitionKey: string;
  sortKeyPrefix: string;
  parse(item: ItemAttributes): T;
}

/** A page of an index of the `connect` table. Indexes lag behind: what stands there says where to look, and no more. */
export interface IndexQuery {
  index: IndexName;
  /** Of its partition key. */
  partitionValue: string;
  order: 'newest' | 'oldest';
  /** Nothing beyond this value of its sort key. */
  maxSortKey?: string | undefined;
  /** The key behind which the page begins: the `next` of the page before. */
  exclusiveStartKey?: ItemAttributes | undefined;
  limit: number;
}

/** The keys of a page, and where the next one begins if there may be one. */
export interface IndexPage {
  indexKeys: ItemAttributes[];
  lastEvaluatedKey?: ItemAttributes | undefined;
}

export const formatItemKey = ({ table, primaryKey: key }: ItemKey): string =>
  `${table} ${Object.values(key).join(' ')}`;

export const formatCollectionKey = ({ table, partitionKey, sortKeyPrefix }: ItemCollection<unknown>): string =>
  `${table} ${partitionKey} ${sortKeyPrefix}`;

/** A stored item that is not what it must be: a defect, never a guess. The message carries its key. */
export class CorruptItemError extends Error {
  override name = 'CorruptItem';
}

/** Understands items by a schema. What it returns throws {@link CorruptItemError}. */
export function createItemParser<T>(schema: z.ZodType<T>, table: TableName): (item: ItemAttributes) => T {
  return item => {
    const parsed = schema.safeParse(item);
    if (parsed.success) return parsed.data;
    const faults = toErrorDetails(parsed.error, item)
      .map(({ property, message }) => `${property} ${message}`)
      .join('; ');
    throw new CorruptItemError(
      `The item ${JSON.stringify(pickPrimaryKey(table, item))} of table ${table} does not parse: ${faults}`,
    );
  };
}

/** The key of an item, in the order partition key, sort key. */
export function pickPrimaryKey(table: TableName, item: ItemAttributes): Record<string, string> {
  const { partitionKey, sortKey } = tableDefinitions[table];
  const names = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  return Object.fromEntries(names.map(name => [name, String(item[name])]));
}
