import type * as z from 'zod';
import type { IndexName, TableName } from '../contract/endpoint.ts';
import { toErrorDetails } from '../contract/validation-errors.ts';
import { tableDefinitions } from './tables.ts';

/** Attributes of an item as plain values. */
export type ItemAttributes = Record<string, unknown>;

/** Table and primary key of one item. */
export interface ItemKey {
  table: TableName;
  primaryKey: Record<string, string>;
}

/** Key of one item, and its parser. */
export interface ItemRef<T> extends ItemKey {
  parse(item: ItemAttributes): T;
}

/** Items of one partition, and their parser. */
export interface ItemCollection<T> {
  table: TableName;
  partitionKey: string;
  /** The beginning of the sort keys. Absent: all items of the partition. */
  sortKeyPrefix?: string;
  parse(item: ItemAttributes): T;
}

/**
 * Query for one page of an index, or of a table itself. An index lags behind its table: it only says which items to read. A table is
 * read with strong consistency, and its page contains whole items.
 */
export interface IndexQuery {
  index: IndexName | { table: TableName };
  /** Value of the partition key. */
  partitionValue: string;
  order: 'newest' | 'oldest';
  /** Highest value of the sort key that is returned. */
  maxSortKey?: string | undefined;
  /** Value of the sort key after which the page begins, in the direction of the order. Not together with `maxSortKey`. */
  beyondSortKey?: string | undefined;
  /** Key after which the page begins: the `lastEvaluatedKey` of the previous page. */
  exclusiveStartKey?: ItemAttributes | undefined;
  limit: number;
}

/** Keys on a page, and the key after which the next page begins, if there may be one. */
export interface IndexPage {
  indexKeys: ItemAttributes[];
  lastEvaluatedKey?: ItemAttributes | undefined;
}

export const formatItemKey = ({ table, primaryKey: key }: ItemKey): string =>
  `${table} ${Object.values(key).join(' ')}`;

export const formatCollectionKey = ({ table, partitionKey, sortKeyPrefix = '' }: ItemCollection<unknown>): string =>
  `${table} ${partitionKey} ${sortKeyPrefix}`;

/** Error for a stored item that does not match its schema: a defect, never a guess. The message contains the item key. */
export class CorruptItemError extends Error {
  override name = 'CorruptItemError';
}

/** Creates a parser for items of a schema. The parser throws {@link CorruptItemError}. */
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

/** Returns the primary key of an item, in the order partition key, sort key. */
export function pickPrimaryKey(table: TableName, item: ItemAttributes): Record<string, string> {
  const { partitionKey, sortKey } = tableDefinitions[table];
  const names = sortKey === undefined ? [partitionKey] : [partitionKey, sortKey];
  return Object.fromEntries(names.map(name => [name, String(item[name])]));
}
