import type { IndexName, TableName } from '../../lib/contract/endpoint.ts';
import {
  formatItemKey,
  type IndexPage,
  type IndexQuery,
  type ItemAttributes,
  type ItemCollection,
  type ItemKey,
  pickPrimaryKey,
} from '../../lib/dynamodb/item.ts';
import type { ItemWrite, WriteCondition } from '../../lib/dynamodb/item-write.ts';
import { marshallItem } from '../../lib/dynamodb/marshall-item.ts';
import { indexDefinitions, listTableIndexes, tableDefinitions } from '../../lib/dynamodb/tables.ts';
import { compileCondition } from '../support/memory-database-expression.ts';
import { createEntry, SortedEntries } from './sorted-entries.ts';

/** An item before and after a write, each as JSON. Undefined if there is none. */
export interface StoredChange {
  itemKey: ItemKey;
  before: string | undefined;
  after: string | undefined;
  /** The same as objects. */
  beforeItem: ItemAttributes | undefined;
  afterItem: ItemAttributes | undefined;
}

/** An item by its key, as JSON, that is created when it is first read. */
export type ItemGenerator = (itemKey: ItemKey) => string | undefined;

/** Sort keys of items that are alone under their partition key, so nobody lists them. */
const singleSortKeys = new Set(['license', 'event', 'head', 'order']);

/** More than the transactions that can be in flight. */
const keptTransactions = 1000;

/** Tables with millions of small items. They are kept as JSON, which needs a third of the memory of objects. */
export class ItemStore {
  private readonly items = new Map<string, string>();
  /** By index or table, and the value of its partition key. */
  private readonly listings = new Map<string, SortedEntries>();
  /** The latest transactions by token. DynamoDB keeps those of ten minutes. */
  private readonly transactions = new Map<string, ItemWrite[]>();
  private readonly generate: ItemGenerator;

  /** @param generate - creates the items that were stored before the simulation */
  constructor(generate: ItemGenerator) {
    this.generate = generate;
  }

  /** Finds the writes of a transaction that was committed with this token. */
  findTransaction(token: string): ItemWrite[] | undefined {
    return this.transactions.get(token);
  }

  keepTransaction(token: string, writes: ItemWrite[]): void {
    this.transactions.set(token, writes);
    const [oldest] = this.transactions.keys();
    if (this.transactions.size > keptTransactions && oldest !== undefined) this.transactions.delete(oldest);
  }

  readText(itemKey: ItemKey): string | undefined {
    return this.items.get(formatItemKey(itemKey)) ?? this.generate(itemKey);
  }

  /** Computes the change of a write. @returns undefined if its condition does not hold */
  prepare(write: ItemWrite): StoredChange | undefined {
    const before = this.readText(write);
    const item = before === undefined ? undefined : (JSON.parse(before) as ItemAttributes);
    if (write.condition && !holdsCondition(write.condition, item)) return undefined;
    const afterItem = toWrittenItem(write, item);
    const after = write.kind === 'check' ? before : afterItem && JSON.stringify(afterItem);
    const itemKey = { table: write.table, primaryKey: write.primaryKey };
    return { itemKey, before, after, beforeItem: item, afterItem };
  }

  apply({ itemKey, after, beforeItem: old, afterItem: written }: StoredChange): void {
    const address = formatItemKey(itemKey);
    if (after === undefined) this.items.delete(address);
    else this.items.set(address, after);
    const { partitionKey, sortKey } = tableDefinitions[itemKey.table];
    if (sortKey !== undefined && !singleSortKeys.has(itemKey.primaryKey[sortKey] ?? ''))
      this.move(itemKey.table, { partitionKey, sortKey }, address, old, written);
    for (const [index, keys] of listTableIndexes(itemKey.table)) this.move(index, keys, address, old, written);
  }

  put(table: TableName, item: ItemAttributes): void {
    const itemKey = { table, primaryKey: pickPrimaryKey(table, item) };
    const after = JSON.stringify(item);
    this.apply({ itemKey, before: undefined, after, beforeItem: undefined, afterItem: item });
  }

  /** Forgets an item that nothing reads any more. It leaves its listing, too. */
  forget(itemKey: ItemKey): void {
    const before = this.items.get(formatItemKey(itemKey));
    if (before === undefined) return;
    this.apply({ itemKey, before, after: undefined, beforeItem: parseItem(before), afterItem: undefined });
  }

  getListing(space: IndexName | TableName, partitionValue: string): SortedEntries {
    const name = `${space} ${partitionValue}`;
    const listing = this.listings.get(name) ?? new SortedEntries();
    this.listings.set(name, listing);
    return listing;
  }

  listCollection({ table, partitionKey, sortKeyPrefix = '' }: ItemCollection<unknown>): ItemAttributes[] {
    const listing = this.listings.get(`${table} ${partitionKey}`);
    const entries = listing?.list(1, undefined, sortKey => sortKey.startsWith(sortKeyPrefix), Number.POSITIVE_INFINITY);
    return (entries ?? []).flatMap(({ address }) => this.items.get(address) ?? []).map(parseItem);
  }

  query({ index, partitionValue, order, maxSortKey, beyondSortKey, exclusiveStartKey, limit }: IndexQuery): IndexPage {
    const direction = order === 'newest' ? -1 : 1;
    const space = typeof index === 'string' ? index : index.table;
    const accepts = (sortKey: string) =>
      (maxSortKey === undefined || sortKey <= maxSortKey) &&
      (beyondSortKey === undefined || (direction === 1 ? sortKey > beyondSortKey : sortKey < beyondSortKey));
    const after =
      exclusiveStartKey && createEntry(String(exclusiveStartKey.sortKey), String(exclusiveStartKey.address));
    const entries = this.listings.get(`${space} ${partitionValue}`)?.list(direction, after, accepts, limit) ?? [];
    const indexKeys = entries.map(({ address, sortKey }) => this.readEntry(index, partitionValue, address, sortKey));
    const last = entries.at(-1);
    const hasMore = last !== undefined && entries.length === limit;
    return { indexKeys, ...(hasMore && { lastEvaluatedKey: { sortKey: last.sortKey, address: last.address } }) };
  }

  private readEntry(index: IndexQuery['index'], value: string, address: string, sortKey: string): ItemAttributes {
    if (typeof index !== 'string') return parseItem(this.items.get(address) ?? '{}');
    const [, pk = '', sk = ''] = address.split(' ');
    return { pk, sk, ...toIndexAttributes(index, value, sortKey) };
  }

  private move(
    space: IndexName | TableName,
    keys: { partitionKey: string; sortKey: string },
    address: string,
    before: ItemAttributes | undefined,
    after: ItemAttributes | undefined,
  ): void {
    const [from, to] = [before, after].map(item => findEntry(keys, item));
    if (from?.value === to?.value && from?.sortKey === to?.sortKey) return;
    if (from) {
      const listing = this.getListing(space, from.value);
      listing.remove(from.sortKey, address);
      if (listing.size === 0) this.listings.delete(`${space} ${from.value}`);
    }
    if (to) this.getListing(space, to.value).add(createEntry(to.sortKey, address));
  }
}

export const parseItem = (text: string): ItemAttributes => JSON.parse(text);

/** Finds the place of an item in an index. @returns undefined if it is not in the index */
export function findEntry(
  { partitionKey, sortKey }: { partitionKey: string; sortKey: string },
  item: ItemAttributes | undefined,
): { value: string; sortKey: string } | undefined {
  const [value, position] = [item?.[partitionKey], item?.[sortKey]];
  return value === undefined || position === undefined
    ? undefined
    : { value: String(value), sortKey: String(position) };
}

function toIndexAttributes(index: IndexName, value: string, sortKey: string): ItemAttributes {
  const keys = indexDefinitions[index];
  return { [keys.partitionKey]: value, [keys.sortKey]: sortKey };
}

/** Evaluates the text that is sent to DynamoDB. Only the attributes that it names are converted. */
function holdsCondition({ expression, names, values }: WriteCondition, item: ItemAttributes | undefined): boolean {
  const named = item && Object.fromEntries(Object.values(names).map(name => [name, item[name]]));
  const scope = { item: named && marshallItem(named), names, values: marshallItem(values) };
  return compileCondition(expression).evaluate(scope);
}

function toWrittenItem(write: ItemWrite, item: ItemAttributes | undefined): ItemAttributes | undefined {
  switch (write.kind) {
    case 'put':
      return write.item;
    case 'delete':
      return undefined;
    case 'check':
      return item;
    case 'update': {
      const updated: ItemAttributes = { ...write.primaryKey, ...item, ...write.set };
      for (const [name, amount] of Object.entries(write.add ?? {})) updated[name] = Number(item?.[name] ?? 0) + amount;
      for (const [name, added] of Object.entries(write.append ?? {}))
        updated[name] = [...((item?.[name] as unknown[] | undefined) ?? []), ...added];
      return updated;
    }
  }
}
